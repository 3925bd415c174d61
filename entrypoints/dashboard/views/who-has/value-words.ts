import { i18n } from '#i18n'
import { collectionLabel } from '@/components/labels'
import { lockerKey } from '@/entrypoints/dashboard/state/lockers'
import type { Bundle, Link } from '@/entrypoints/dashboard/state/who-has'
import { collectionText } from '@/entrypoints/dashboard/views/lockers/locker-words'
import { recordName } from '@/entrypoints/dashboard/views/record-text'
import { nounOf } from '@/entrypoints/dashboard/views/words'
import { isLocker } from '@/lib/records/locker-name'
import type { RecordView } from '@/lib/records/record'

type Value = Pick<Link, 'collection' | 'record'>

/** What kind of thing a value of the map is: "address", "locker". */
export function nounOfValue({ collection }: Pick<Value, 'collection'>): string {
  return isLocker(collection) ? i18n.t('holder.locker') : nounOf(collection)
}

/** What the person calls it: its record's name, the locker's, or that of the collection many stand together of. */
export function nameOfValue(
  value: Value,
  recordOf: (collection: string, record: string) => RecordView | null,
): string {
  if (isLocker(value.collection)) return collectionText(value.collection)
  if (value.record === '') return collectionLabel(value.collection)
  const view = recordOf(value.collection, value.record)
  return view ? recordName(view) : i18n.t('dashboard.map.deletedValue', [nounOfValue(value)])
}

/** What kind of thing it is, or how many stand together. */
export function noteOfValue(bundle: Pick<Bundle, 'collection' | 'records'>): string {
  return bundle.records === 1 ? nounOfValue(bundle) : i18n.t('transfer.count.records', bundle.records)
}

/** Where it stands in the person's own data. */
export function hrefOfValue({ collection, record }: Value): string {
  if (isLocker(collection)) return `#/lockers/${lockerKey(collection)}`
  return record === '' ? '#/my-data' : `#/my-data/${collection}/${record}`
}
