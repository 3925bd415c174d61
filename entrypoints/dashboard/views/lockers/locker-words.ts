import { i18n } from '#i18n'
import { actionWord } from '@/components/collection-words'
import { collectionLabel } from '@/components/labels'
import { listText } from '@/components/lists'
import type { Action } from '@/lib/grants/request'
import { parseLocker } from '@/lib/records/locker-name'

/** "May read, add and change". */
export function mayText(actions: readonly Action[]): string {
  return i18n.t('locker.may', [listText(actions.map(actionWord))])
}

/** A locker by its name and whose it is, any other collection by its heading. @param reader whose own locker needs no owner. */
export function collectionText(collection: string, reader: string | null = null): string {
  const locker = parseLocker(collection)
  if (!locker) return collectionLabel(collection)
  const name = locker.name.slice('app:'.length)
  return locker.origin === reader
    ? i18n.t('common.quote', [name])
    : i18n.t('locker.called', [name, locker.origin.replace(/^https?:\/\//, '')])
}
