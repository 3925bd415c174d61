import { i18n } from '#i18n'
import { lockerKey } from '@/entrypoints/dashboard/state/lockers'
import type { Bundle, Link } from '@/entrypoints/dashboard/state/who-has'
import { nounOf } from '@/entrypoints/dashboard/views/words'
import { isLocker } from '@/lib/records/locker-name'

type Value = Pick<Link, 'collection' | 'record'>

/** What kind of thing a value of the map is: "address", "locker". */
export function nounOfValue({ collection }: Pick<Value, 'collection'>): string {
  return isLocker(collection) ? i18n.t('holder.locker') : nounOf(collection)
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
