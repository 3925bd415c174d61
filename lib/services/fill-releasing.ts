import { newId, type RandomBytes } from '@/lib/base/ids'
import type { Clock, Instant } from '@/lib/base/time'
import type { ControlDescription, PageDescription } from '@/lib/forms/description'
import { follows } from '@/lib/forms/follows'
import { fillable } from '@/lib/grants/filling'
import { standingRefusals } from '@/lib/grants/refusals'
import { releaseValues } from '@/lib/grants/release'
import { standingRules } from '@/lib/grants/rules'
import type { DisclosedValue, LedgerEntry } from '@/lib/ledger/entry'
import { deliveredRecord, entryRecord, unwrittenRecord } from '@/lib/ledger/record'
import type { AppParams } from '@/lib/protocol/app'
import type { FieldOutcome, FieldWrite } from '@/lib/protocol/fill'
import type { FillOutcome, FillPick } from '@/lib/protocol/fill-app'
import { parseClaim } from '@/lib/records/claims'
import { isSensitiveCollection } from '@/lib/records/collections'
import { viewOf } from '@/lib/records/view'
import { AppRefusal } from '@/lib/services/app-refusal'
import type { FillLines } from '@/lib/services/fill-lines'
import { remember } from '@/lib/services/fill-memory'
import type { Fill, FillStore } from '@/lib/services/fill-store'
import { localDate } from '@/lib/services/local-date'
import { pairwiseOf } from '@/lib/services/pairwise'
import type { Session } from '@/lib/services/session'
import type { Vault, VaultReader } from '@/lib/vault/vault'

export interface FillTools {
  readonly session: Session
  readonly store: FillStore
  readonly lines: FillLines
  readonly now: Clock
  readonly random: RandomBytes
  readonly onFills: () => void
}

/** Where values of a form leave the vault. Decide, look at the page, record, write, and note what the page did not take. */
export interface FillReleasing {
  /** @throws AppRefusal `locked`, `needs-passphrase`, or `bad-params` for what was not there to be chosen. */
  commit(wanted: AppParams<'fill.commit'>): Promise<FillOutcome>
}

/** One pick with its place in the page, and what was worked out for it. */
interface Ready {
  readonly pick: FillPick
  readonly control: ControlDescription
  readonly text: string
}

export function createFillReleasing(tools: FillTools): FillReleasing {
  const { session, store, lines, now, random } = tools

  return {
    async commit({ id, picks, remember: chosen }) {
      const fill = await store.find(id)
      if (!fill || fill.ended !== null) return { outcome: 'gone' }
      const held = await session.held()
      if (!held) throw new AppRefusal('locked')
      const { vault, isFresh, stands } = held
      const placed = picks.map((pick) => ({ pick, control: controlOf(fill.page, pick) }))
      if (picks.some(({ claim }) => isSensitiveCollection(parseClaim(claim)?.collection ?? '')) && !isFresh)
        throw new AppRefusal('needs-passphrase')
      const checked = await checkPage(
        tools,
        fill,
        placed.map(({ control }) => control),
      )
      if (checked !== 'same') return { outcome: checked }
      const context = await contextFor(vault, fill.origin)
      let ready: readonly Ready[] | null = null
      const entry = newId(random)
      let values: readonly DisclosedValue[] = []
      await vault.commit(
        (state) => {
          ready = readied(state, fill, placed, context, now())
          if (!ready) return []
          values = releasedBy(state, ready, context)
          const line: LedgerEntry = {
            kind: 'disclosure',
            id: entry,
            at: now(),
            origin: fill.origin,
            way: 'fill',
            grant: null,
            values,
            ...sendsTo(fill.page, ready),
          }
          return [
            entryRecord(line, vault.stamp()),
            ...remember(state, fill.origin, chosen, random, () => vault.stamp()),
          ]
        },
        { provided: stands },
      )
      if (!(await stands)) throw new AppRefusal('locked')
      if (!ready) return { outcome: 'changed' }
      const fields = (ready as readonly Ready[]).map(
        ({ control: { control, signature }, text }): FieldWrite => ({ control, signature, text }),
      )
      const answer = await lines.ask(id, { ask: 'write', fields })
      // How far it came nobody knows: what may be in the page counts as given.
      if (!answer) return { outcome: 'lost' }
      const outcomes = fields.map(
        ({ control }): FieldOutcome =>
          answer.fields.find((one) => one.control === control) ?? { control, left: 'gone' },
      )
      await noteUnwritten(vault, entry, unwritten(ready, values, outcomes), values.length)
      return { outcome: 'filled', fields: outcomes }
    },
  }

  async function contextFor(vault: Vault, origin: string) {
    const aliasTag = (await pairwiseOf(vault, random)).aliasTag(origin)
    return { today: localDate(now()), aliasTag }
  }
}

function controlOf(page: PageDescription, { control, claim, text }: FillPick): ControlDescription {
  const found = page.controls[control]
  if (!found || found.unseen !== null || !parseClaim(claim) || text === '') throw new AppRefusal('bad-params')
  return found
}

/** Whether the page still has these controls as the person saw them; what it has instead is kept for the preview. */
export async function checkPage(
  { store, lines, onFills }: FillTools,
  fill: Fill,
  controls: readonly ControlDescription[],
): Promise<'same' | 'changed' | 'gone'> {
  const answer = await lines.ask(fill.id, {
    ask: 'check',
    controls: controls.map(({ control, signature }) => ({ control, signature })),
  })
  if (!answer) return 'gone'
  if (answer.page) {
    await store.set(fill.id, { page: answer.page, target: null })
    onFills()
    return 'changed'
  }
  const seen = new Set(answer.fields.filter(({ left }) => left === null).map(({ control }) => control))
  return controls.every(({ control }) => seen.has(control)) ? 'same' : 'gone'
}

/**
 * Works out what leaves, from the vault as it is in this very commit and by the rules of this very moment. Null where
 * anything is not what the person saw: then nothing leaves.
 */
function readied(
  state: VaultReader,
  { origin, page }: Fill,
  placed: readonly { readonly pick: FillPick; readonly control: ControlDescription }[],
  context: { readonly today: string; readonly aliasTag: string },
  at: Instant,
): readonly Ready[] | null {
  const limits = { rules: standingRules(state), refusals: standingRefusals(state, at) }
  const ready: Ready[] = []
  for (const { pick, control } of placed) {
    const claim = parseClaim(pick.claim)
    const found = claim && state.get(claim.collection, pick.record)
    const view = found && viewOf(found)
    if (!claim || !view || view.deleted !== null) return null
    if (fillable(claim.claim, [pick.form], origin, limits).length === 0) return null
    if (!follows(pick.text, control, claim, pick.form, view, context, page.language)) return null
    ready.push({ pick, control, text: pick.text })
  }
  return ready
}

/** One value for each claim, record and form, however many controls it is spread over. */
function releasedBy(
  state: VaultReader,
  ready: readonly Ready[],
  context: { readonly today: string; readonly aliasTag: string },
): readonly DisclosedValue[] {
  const claims = new Map(ready.map(({ pick }) => [keyOf(pick), pick]))
  const { values } = releaseValues({
    claims: [...claims.values()].map(({ claim, record, form }) => ({
      claim,
      record,
      form,
      collection: parseClaim(claim)?.collection ?? '',
    })),
    view: (collection, record) => {
      const found = state.get(collection, record)
      return found && viewOf(found)
    },
    context,
  })
  return values
}

function keyOf({ claim, record, form }: Pick<FillPick, 'claim' | 'record' | 'form'>): string {
  return JSON.stringify([claim, record, form])
}

/** Places of values of which nothing got into the page. */
function unwritten(
  ready: readonly Ready[],
  values: readonly DisclosedValue[],
  outcomes: readonly FieldOutcome[],
): readonly number[] {
  const written = new Set(
    ready
      .filter(({ control }) => outcomes.some((one) => one.control === control.control && one.left === null))
      .map(({ pick }) => keyOf(pick)),
  )
  return values.flatMap((value, place) => (written.has(keyOf(value)) ? [] : [place]))
}

/** Beside the entry: whether it arrived, and what of it did not. */
export async function noteUnwritten(
  vault: Vault,
  entry: string,
  places: readonly number[],
  of: number,
): Promise<void> {
  await vault.commit(
    () => [
      deliveredRecord(entry, places.length < of, vault.stamp()),
      ...(places.length > 0 && places.length < of ? [unwrittenRecord(entry, places, vault.stamp())] : []),
    ],
    { durability: 'relaxed' },
  )
}

/** Where the form says it sends to, if that is another origin: it is noted with what went in. */
function sendsTo(page: PageDescription, ready: readonly Ready[]): { readonly sendsTo?: string } {
  for (const { control } of ready) {
    const other = control.form === null ? null : page.forms[control.form]?.otherOrigin
    if (other && /^https?:\/\/[^\s/?#@\\]{1,290}$/.test(other)) return { sendsTo: other }
  }
  return {}
}
