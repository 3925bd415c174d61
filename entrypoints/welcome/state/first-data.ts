import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Json } from '@/lib/base/json'
import { type AddressField, addressRows } from '@/lib/records/address'
import { isCountry } from '@/lib/records/country'
import { readPhone } from '@/lib/records/phone'
import type { FieldProblem, Keeping } from '@/lib/services/keeping'

/** What the first form asks, all of it optional. Address fields are those of every country together. */
export type Question = 'name' | 'country' | AddressField | 'email' | 'tel'

type Typed = { readonly [question in Question]?: string }

export interface FirstData {
  readonly typed: ReadonlySignal<Typed>
  readonly problems: ReadonlySignal<{ readonly [question: string]: FieldProblem }>
  /** Fields of an address in the chosen country, in its order. */
  readonly rows: ReadonlySignal<readonly AddressField[]>
  set(question: Question, text: string): void
  /** Keeps what was typed. False: `problems` says what was refused; the rest is kept. */
  save(keeping: Keeping): Promise<boolean>
}

/** Rare in a first address; reachable in the dashboard. */
const SELDOM: readonly AddressField[] = ['organization', 'address-level4']

export function createFirstData(languages: readonly string[]): FirstData {
  const typed = signal<Typed>({ country: countryOf(languages) ?? '' })
  const problems = signal<{ readonly [question: string]: FieldProblem }>({})
  const rows = computed(() =>
    addressRows(typed.value.country || null)
      .map(({ field }) => field)
      .filter((field) => !SELDOM.includes(field)),
  )
  /** Records kept by this form, so that coming back changes them instead of keeping them twice. */
  const kept = new Map<string, string>()

  const text = (question: Question) => (typed.value[question] ?? '').trim()

  async function keep(keeping: Keeping, collection: string, values: { readonly [field: string]: Json }) {
    const id = kept.get(collection)
    const empty = Object.entries(values).every(([field, value]) => value === null || field === 'country')
    if (empty) {
      if (id !== undefined) await keeping.remove(collection, id)
      kept.delete(collection)
      return {}
    }
    const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
    const answer =
      id === undefined
        ? await keeping.add(collection, '', filled)
        : await keeping.edit(collection, id, { fields: values })
    if (!answer.ok) return answer.reason
    kept.set(collection, answer.value.id)
    return {}
  }

  const orNull = (question: Question) => text(question) || null

  return {
    typed,
    problems,
    rows,
    set(question, value) {
      batch(() => {
        typed.value = { ...typed.value, [question]: value }
        if (question in problems.value) {
          const { [question]: _, ...others } = problems.value
          problems.value = others
        }
      })
    },
    async save(keeping) {
      const number = text('tel')
      const phone = number === '' ? null : await readPhone(number, orNull('country'))
      const laid = Object.fromEntries(rows.value.map((row) => [row, orNull(row)]))
      const found = {
        ...(await keep(keeping, 'names', { name: orNull('name') })),
        ...(await keep(keeping, 'addresses', { country: orNull('country'), ...laid })),
        ...(await keep(keeping, 'emails', { email: orNull('email') })),
        ...(number !== '' && !phone
          ? { tel: 'not-a-phone' as const }
          : await keep(keeping, 'phones', { tel: phone?.tel ?? null })),
      }
      problems.value = found
      return Object.keys(found).length === 0
    },
  }
}

/** The country the reader's languages name: `en-GB` → `GB`. */
export function countryOf(languages: readonly string[]): string | null {
  for (const tag of languages) {
    const region = new Intl.Locale(tag).region
    if (region !== undefined && isCountry(region)) return region
  }
  return null
}
