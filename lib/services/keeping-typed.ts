import type { Json } from '@/lib/base/json'
import type { ControlDescription } from '@/lib/forms/description'
import type { AppParams, AppResult } from '@/lib/protocol/app'
import type { Provenance } from '@/lib/records/record'
import { AppRefusal } from '@/lib/services/app-refusal'
import type { FillTools } from '@/lib/services/fill-releasing'
import { readyToKeep } from '@/lib/services/keeping-given'

/** "Save from this form": what the person typed into a page, at their gesture, beside what the vault has. */
export interface TypedKeeping {
  read(id: string, controls: readonly number[]): Promise<AppResult<'fill.read'>>
  /** @throws AppRefusal `locked`, `not-found` or `bad-params` */
  keep(kept: AppParams<'fill.keep'>): Promise<AppResult<'fill.keep'>>
}

/** Kept nowhere from a page: passwords, codes of one time, and the number on the back of a card. */
const NEVER_READ = /\b(?:cc-csc|one-time-code|current-password|new-password|webauthn)\b/i

export function createTypedKeeping({ session, store, lines, now, random }: FillTools): TypedKeeping {
  return {
    async read(id, controls) {
      const fill = await store.find(id)
      if (!fill || fill.ended !== null || fill.wish !== 'save') return null
      if (!(await session.vault())) throw new AppRefusal('locked')
      const wanted = controls.flatMap((number) => {
        const control = fill.page.controls[number]
        return control && isReadable(control) ? [{ control: number, signature: control.signature }] : []
      })
      const answer = await lines.ask(id, { ask: 'read', controls: wanted })
      const asked = new Set(wanted.map(({ control }) => control))
      return answer?.values.filter(({ control }) => asked.has(control)) ?? null
    },

    async keep({ id, collection, record, label, fields, typed }) {
      const fill = await store.find(id)
      if (fill?.wish !== 'save') return { accepted: false }
      const vault = await session.vault()
      if (!vault) throw new AppRefusal('locked')
      const { origin } = fill
      const from = (field: string, _value: Json): Provenance => {
        // What is computed of a number came with it.
        const source = field.startsWith('tel-') && field !== 'tel-extension' ? 'tel' : field
        return typed.includes(source) ? { by: 'site', origin, at: now() } : { by: 'person', at: now() }
      }
      await readyToKeep(vault, { collection, record, label, fields, origin, from }, { now, random })()
      return { accepted: true }
    },
  }
}

function isReadable({ type, autocomplete, unseen }: ControlDescription): boolean {
  return unseen === null && type !== 'password' && type !== 'file' && !NEVER_READ.test(autocomplete)
}
