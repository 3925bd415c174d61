import { newId, type RandomBytes } from '@/lib/base/ids'
import { canonicalJson, type Json } from '@/lib/base/json'
import type { Clock } from '@/lib/base/time'
import { entryRecord } from '@/lib/ledger/record'
import { checkField, collectionOf, fieldOf } from '@/lib/records/collections'
import { cleanLine } from '@/lib/records/fields'
import type { FieldVersion, Provenance, RecordState, RecordView } from '@/lib/records/record'
import { CONFIRMED, CREATED, LABEL } from '@/lib/records/view'
import { AppRefusal } from '@/lib/services/app-refusal'
import { keptViews } from '@/lib/services/deciding'
import type { Vault } from '@/lib/vault/vault'

const MAX_LABEL = 60

type Values = { readonly [field: string]: Json }

/** What came from a site and the person keeps, as they left it. */
export interface GivenRecord {
  readonly collection: string
  /** The record it goes into; null: a new one. */
  readonly record: string | null
  readonly label: string
  readonly fields: Values
  readonly origin: string
  /** Where each value is from: the site, or the person who changed it. */
  readonly from: (field: string, value: Json) => Provenance
}

/**
 * Checks it as typing is checked. @returns what commits it, with its line in the ledger.
 * @throws AppRefusal `not-found`, or `bad-params` for what no form would keep.
 */
export function readyToKeep(
  vault: Vault,
  { collection, record, label, fields, origin, from }: GivenRecord,
  { now, random }: { readonly now: Clock; readonly random: RandomBytes },
): () => Promise<void> {
  const name = cleanLine(label)
  if (!label.isWellFormed() || name.length > MAX_LABEL) throw new AppRefusal('bad-params')
  const values = checked(collection, fields)
  const known = record === null ? null : viewIn(vault, collection, record)
  if (record !== null && !known) throw new AppRefusal('not-found')
  if (!isWhole(collection, { ...known?.fields, ...values })) throw new AppRefusal('bad-params')
  const fresh = newId(random)
  return async () => {
    await vault.commit((state) => {
      const before = record === null ? null : state.get(collection, record)
      const view = before && known
      const stamp = vault.stamp()
      const changed = Object.entries(values).filter(([field, value]) => {
        const held = view && Object.hasOwn(view.fields, field) ? (view.fields[field] ?? null) : null
        return canonicalJson(held) !== canonicalJson(value)
      })
      if (view && changed.length === 0 && (name === '' || name === view.label)) return []
      const own: Values = {
        ...((!view || (name !== '' && name !== view.label)) && { [LABEL]: name }),
        ...(!view && { [CREATED]: now() }),
        [CONFIRMED]: now(),
      }
      const versions: [string, readonly FieldVersion[]][] = [
        ...changed.map(([field, value]): [string, readonly FieldVersion[]] => [
          field,
          [{ value, stamp, from: from(field, value) }],
        ]),
        ...Object.entries(own).map(([field, value]): [string, readonly FieldVersion[]] => [
          field,
          [{ value, stamp }],
        ]),
      ]
      const id = view?.id ?? fresh
      const change: RecordState = { collection: collection, id, fields: Object.fromEntries(versions) }
      const entry = {
        kind: 'written',
        id: newId(random),
        at: now(),
        origin,
        grant: null,
        collection: collection,
        action: view ? 'update' : 'create',
        records: [id],
      } as const
      return [change, entryRecord(entry, vault.stamp())]
    })
  }
}

/** @throws AppRefusal `bad-params` */
function checked(collection: string, fields: Values): Values {
  const values = Object.entries(fields).map(([field, value]): [string, Json] => {
    // A file is the person's to put in.
    const isTyped = fieldOf(collection, field) !== null && !field.startsWith('file')
    const found = isTyped ? checkField(collection, field, value) : null
    if (!found || 'problem' in found) throw new AppRefusal('bad-params')
    return [field, found.value]
  })
  return Object.fromEntries(values)
}

/** Whether a record of these values could be kept: what is required is there, and one of what is needed. */
function isWhole(collection: string, values: Values): boolean {
  const known = collectionOf(collection)
  const has = (field: string) => Object.hasOwn(values, field) && values[field] !== null
  if (!known) return false
  const isThere = known.fields.every(({ name, required }) => !required || has(name))
  return isThere && (known.needs.length === 0 || known.needs.some(has))
}

function viewIn(vault: Vault, collection: string, record: string): RecordView | null {
  return keptViews(vault, collection).find(({ id }) => id === record) ?? null
}
