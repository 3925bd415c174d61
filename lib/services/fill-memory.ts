/** What was chosen for a site last: records and forms, never the consent. Sealed in the vault, in `~fills`, one record per origin. */
import * as v from 'valibot'
import { newId, type RandomBytes } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import type { Remembered } from '@/lib/forms/plan'
import { formSchema } from '@/lib/grants/schema'
import { currentValue } from '@/lib/records/merge'
import type { RecordState, Stamp } from '@/lib/records/record'
import type { VaultReader } from '@/lib/vault/vault'

export const FILLS = '~fills'

const NOTHING: Remembered = { records: {}, forms: {} }
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
const schema = v.strictObject({ records: v.record(text, text), forms: v.record(text, formSchema) })

export function rememberedFor(reader: Pick<VaultReader, 'all'>, origin: string): Remembered {
  const record = recordFor(reader, origin)
  const parsed = v.safeParse(schema, record && currentValue(record, 'choices'))
  return parsed.success ? parsed.output : NOTHING
}

/** The change that notes a choice beside what was chosen before; nothing where it is the same. */
export function remember(
  reader: Pick<VaultReader, 'all'>,
  origin: string,
  chosen: Remembered,
  random: RandomBytes,
  stamp: () => Stamp,
): readonly RecordState[] {
  const known = recordFor(reader, origin)
  const before = rememberedFor(reader, origin)
  const choices = {
    records: { ...before.records, ...chosen.records },
    forms: { ...before.forms, ...chosen.forms },
  }
  if (JSON.stringify(choices) === JSON.stringify(before)) return []
  const at = stamp()
  const value = choices as unknown as Json
  return [
    {
      collection: FILLS,
      id: known?.id ?? newId(random),
      fields: {
        choices: [{ value, stamp: at }],
        ...(!known && { origin: [{ value: origin, stamp: at }] }),
      },
      floors: { choices: at },
    },
  ]
}

function recordFor(reader: Pick<VaultReader, 'all'>, origin: string): RecordState | null {
  return reader.all(FILLS).find((record) => currentValue(record, 'origin') === origin) ?? null
}
