import { i18n } from '#i18n'
import { collectionLabel } from '@/components/labels'
import { listText } from '@/components/lists'
import { localeTag } from '@/components/locale'
import type { Action } from '@/lib/grants/request'
import { parseLocker } from '@/lib/records/locker-name'

const ACTIONS = {
  read: 'asking.read',
  create: 'asking.create',
  update: 'asking.update',
  delete: 'asking.delete',
} as const

export function actionWord(action: Action): string {
  return i18n.t(ACTIONS[action])
}

/** "It may read, add and change". */
export function mayText(actions: readonly Action[]): string {
  return i18n.t('asking.may', [listText(actions.map(actionWord))])
}

/** What a collection is called: "Contacts", "Locker notes". */
export function collectionName(collection: string): string {
  const locker = parseLocker(collection)
  return locker
    ? i18n.t('asking.locker', [`\u2068${locker.name.slice('app:'.length)}\u2069`])
    : collectionLabel(collection)
}

/** Room in a locker: "50 MiB". */
export function roomText(bytes: number): string {
  const [key, size] =
    bytes < 1_048_576 ? (['asking.kib', 1_024] as const) : (['asking.mib', 1_048_576] as const)
  const number = new Intl.NumberFormat(localeTag(), { maximumFractionDigits: bytes / size < 10 ? 1 : 0 })
  // A number and its unit are read as one.
  return i18n.t(key, [number.format(bytes / size)]).replace(/ /g, '\u00a0')
}

export function countText(count: number): string {
  return new Intl.NumberFormat(localeTag()).format(count)
}
