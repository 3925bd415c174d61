import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Json } from '@/lib/base/json'
import { fileFields, fileOf, type HeldFile } from '@/lib/records/files'
import type { RecordView } from '@/lib/records/record'
import type { FieldProblems, Keeping } from '@/lib/services/keeping'
import { readTyped, toTyped, type Values } from './typed'

/** What a person is typing into a record's form, until it is kept. Nothing typed is lost when it is refused. */
export interface Draft {
  readonly collection: string
  readonly record: RecordView | null
  readonly label: ReadonlySignal<string>
  readonly values: ReadonlySignal<Values>
  readonly problems: ReadonlySignal<FieldProblems>
  /** The file of a document: as it is kept, another one, or none. */
  readonly file: ReadonlySignal<HeldFile | null>
  /** `full`: the disk took no more. `broken`: the vault could not write for another cause. */
  readonly state: ReadonlySignal<'ready' | 'saving' | 'full' | 'broken'>
  readonly dirty: ReadonlySignal<boolean>
  /** Country (ISO 3166-1 alpha-2) in which telephone numbers without `+` are dialled. */
  readonly phoneCountry: Signal<string | null>
  setLabel(text: string): void
  set(field: string, value: Json): void
  /** At most `MAX_FILE` bytes; null takes the file out of the record. */
  setFile(file: HeldFile | null): void
  /** The record as kept, or null when it was refused; then `problems` or `state` say why. */
  save(): Promise<RecordView | null>
}

export interface DraftStart {
  readonly collection: string
  /** The record to change, or null to add one. */
  readonly record: RecordView | null
  /** Values a new record's form begins with. */
  readonly values?: Values
  readonly phoneCountry?: string | null
}

export function createDraft(keeping: () => Keeping | null, start: DraftStart): Draft {
  const { collection, record } = start
  const label = signal(record?.label ?? '')
  const values = signal<Values>(toTyped(collection, record?.fields ?? start.values ?? {}))
  const problems = signal<FieldProblems>({})
  const held = record && collection === 'documents' ? fileOf(record) : null
  const file = signal<HeldFile | null>(held)
  const state = signal<'ready' | 'saving' | 'full' | 'broken'>('ready')
  const dirty = signal(false)
  const phoneCountry = signal(start.phoneCountry ?? null)

  async function write(service: Keeping): Promise<RecordView | null> {
    const read = await readTyped(collection, values.value, phoneCountry.value)
    if (Object.keys(read.problems).length > 0) {
      problems.value = read.problems
      return null
    }
    const name = label.value.trim()
    const parts = file.value === held ? {} : fileChange(file.value, record?.fields ?? {})
    const answer = record
      ? await service.edit(collection, record.id, {
          ...(name !== record.label && { label: name }),
          fields: { ...changedFields(record.fields, read.values), ...parts },
        })
      : await service.add(collection, name, { ...changedFields({}, read.values), ...parts })
    if (answer.ok) return answer.value
    problems.value = answer.reason
    return null
  }

  return {
    collection,
    record,
    label,
    values,
    problems,
    file,
    state,
    dirty,
    phoneCountry,
    setLabel(text) {
      label.value = text
      dirty.value = true
    },
    set(field, value) {
      batch(() => {
        values.value = { ...values.value, [field]: value }
        dirty.value = true
        // What was wrong with it no longer stands; keeping it looks again.
        if (field in problems.value) {
          const { [field]: _, ...others } = problems.value
          problems.value = others
        }
      })
    },
    setFile(next) {
      file.value = next
      dirty.value = true
    },
    async save() {
      const service = keeping()
      if (!service || state.value === 'saving') return null
      batch(() => {
        state.value = 'saving'
        problems.value = {}
      })
      try {
        const kept = await write(service)
        state.value = 'ready'
        if (kept) dirty.value = false
        return kept
      } catch (cause) {
        state.value = isFull(cause) ? 'full' : 'broken'
        return null
      }
    },
  }
}

/** Fields whose value differs from the original's; an emptied one becomes null. */
export function changedFields(original: Values, values: Values): Values {
  const changed: { [field: string]: Json } = {}
  for (const [field, value] of Object.entries(values)) {
    const next = isBlank(value) ? null : value
    if (JSON.stringify(original[field] ?? null) !== JSON.stringify(next)) changed[field] = next
  }
  return changed
}

/** Fields of another file, or emptied ones where it is taken out. */
function fileChange(file: HeldFile | null, before: Values): Values {
  if (file) return fileFields(file, before) ?? {}
  const held = Object.keys(before).filter((field) => /^file[-/]/.test(field))
  return Object.fromEntries(held.map((field) => [field, null]))
}

function isBlank(value: Json): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '')
}

function isFull(cause: unknown): boolean {
  return cause instanceof Error && (cause.name === 'QuotaExceededError' || cause.message === 'storage-full')
}
