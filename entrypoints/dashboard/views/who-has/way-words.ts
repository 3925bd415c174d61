import { i18n } from '#i18n'
import { listText } from '@/components/lists'
import type { DisclosureWay } from '@/lib/ledger/entry'

/** By what way a value left. One table, so that a new way is a compile error until it has its words. */
const WAYS = {
  request: 'holder.way.request',
  read: 'holder.way.read',
  records: 'holder.way.records',
  fill: 'fill.way.fill',
  attach: 'fill.way.attach',
} as const satisfies { readonly [way in DisclosureWay]: string }

export function waysText(ways: readonly DisclosureWay[]): string {
  return listText(ways.map((way) => i18n.t(WAYS[way])))
}
