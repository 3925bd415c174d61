import { toBase64Url } from '@/lib/base/bytes'
import { newId } from '@/lib/base/ids'
import { fillable } from '@/lib/grants/filling'
import { standingRefusals } from '@/lib/grants/refusals'
import { standingRules } from '@/lib/grants/rules'
import type { DisclosedValue, LedgerEntry } from '@/lib/ledger/entry'
import { entryRecord } from '@/lib/ledger/record'
import type { AppParams, AppResult } from '@/lib/protocol/app'
import { MAX_PART } from '@/lib/protocol/fill'
import type { FillOutcome } from '@/lib/protocol/fill-app'
import { isSensitive } from '@/lib/records/collections'
import { fileOf } from '@/lib/records/files'
import type { RecordView } from '@/lib/records/record'
import { isDeleted, viewOf } from '@/lib/records/view'
import { AppRefusal } from '@/lib/services/app-refusal'
import { checkPage, type FillTools, noteUnwritten } from '@/lib/services/fill-releasing'
import type { Vault } from '@/lib/vault/vault'

/** "Attach from vault": a document of the person's as the file of a page's control. */
export interface Attaching {
  /** @throws AppRefusal `locked` or `needs-passphrase` */
  document(id: string, record: string): Promise<AppResult<'fill.document'>>
  /** @throws AppRefusal `locked`, `needs-passphrase` or `bad-params` */
  attach(wanted: AppParams<'fill.attach'>): Promise<FillOutcome>
}

const COLLECTION = 'documents'

interface Given {
  readonly view: RecordView
  readonly name: string
  readonly type: string
  /** base64url. */
  readonly data: string
  readonly value: DisclosedValue
}

export function createAttaching(tools: FillTools): Attaching {
  const { session, store, lines, now, random } = tools

  async function held() {
    const found = await session.held()
    if (!found) throw new AppRefusal('locked')
    return found
  }

  async function send(id: string, control: { control: number; signature: string }, files: readonly Given[]) {
    let last: { readonly done: boolean } | null = null
    for (const [file, { name, type, data }] of files.entries()) {
      const parts = Math.max(1, Math.ceil(data.length / MAX_PART))
      for (let part = 0; part < parts; part++) {
        last = await lines.ask(id, {
          ask: 'attach',
          field: control,
          name,
          type,
          file,
          files: files.length,
          part,
          parts,
          data: data.slice(part * MAX_PART, (part + 1) * MAX_PART),
        })
        if (!last) return null
      }
    }
    return last
  }

  return {
    async document(id, record) {
      const fill = await store.find(id)
      if (fill?.wish !== 'attach') return null
      const { vault, isFresh } = await held()
      const view = documentIn(vault, record)
      if (view && isSensitive(view) && !isFresh) throw new AppRefusal('needs-passphrase')
      const file = view && fileOf(view)
      return file && { name: file.name, type: file.type, data: toBase64Url(file.bytes) }
    },

    async attach({ id, control: number, files }) {
      const fill = await store.find(id)
      if (!fill || fill.ended !== null) return { outcome: 'gone' }
      const control = fill.page.controls[number]
      const isOne = files.length === 1 || control?.multiple
      if (fill.wish !== 'attach' || control?.type !== 'file' || control.unseen !== null || !isOne)
        throw new AppRefusal('bad-params')
      const { vault, isFresh, stands } = await held()
      const checked = await checkPage(tools, fill, [control])
      if (checked !== 'same') return { outcome: checked }
      const entry = newId(random)
      let given: readonly Given[] = []
      await vault.commit(
        (state) => {
          const limits = { rules: standingRules(state), refusals: standingRefusals(state, now()) }
          if (fillable(COLLECTION, ['full'], fill.origin, limits).length === 0)
            throw new AppRefusal('bad-params')
          given = files.map((one) => givenOf(state, one))
          if (given.some(({ view }) => isSensitive(view)) && !isFresh)
            throw new AppRefusal('needs-passphrase')
          const other = control.form === null ? null : fill.page.forms[control.form]?.otherOrigin
          const line: LedgerEntry = {
            kind: 'disclosure',
            id: entry,
            at: now(),
            origin: fill.origin,
            way: 'attach',
            grant: null,
            values: given.map(({ value }) => value),
            ...(other && { sendsTo: other }),
          }
          return [entryRecord(line, vault.stamp())]
        },
        { provided: stands },
      )
      if (!(await stands)) throw new AppRefusal('locked')
      const ref = { control: number, signature: control.signature }
      const answer = await send(id, ref, given)
      if (!answer) return { outcome: 'lost' }
      const left = answer.done ? null : ('refused' as const)
      await noteUnwritten(vault, entry, answer.done ? [] : given.map((_, place) => place), given.length)
      return { outcome: 'filled', fields: [{ control: number, left }] }
    },
  }
}

function documentIn(state: Pick<Vault, 'get'>, record: string): RecordView | null {
  const found = state.get(COLLECTION, record)
  return found && !isDeleted(found) ? viewOf(found) : null
}

/** A copy says nothing that the document's own file does not: the versions it was made of are the file's. */
function givenOf(
  state: Pick<Vault, 'get'>,
  { record, copy }: AppParams<'fill.attach'>['files'][number],
): Given {
  const view = documentIn(state, record)
  const file = view && fileOf(view)
  if (!view || !file) throw new AppRefusal('bad-params')
  const versions = Object.fromEntries(
    Object.entries(view.versions).filter(([field]) => field.startsWith('file')),
  )
  const value = { claim: COLLECTION, collection: COLLECTION, record, form: 'full', versions } as const
  return { view, ...(copy ?? { name: file.name, type: file.type, data: toBase64Url(file.bytes) }), value }
}
