import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import { createErrand } from '@/components/errand'
import type { FieldMatch } from '@/lib/forms/description'
import type { Expressed } from '@/lib/forms/express'
import type { Places } from '@/lib/forms/places'
import { expressed, type FillChoice, firstChoice, type Plan, type PlannedField } from '@/lib/forms/plan'
import type { VaultState } from '@/lib/protocol/app'
import { MAX_PICKS } from '@/lib/protocol/fill'
import type { FillPick, FillView } from '@/lib/protocol/fill-app'
import { isSensitiveCollection } from '@/lib/records/collections'
import type { Form } from '@/lib/records/form'
import type { RecordView } from '@/lib/records/record'
import { type AttachState, createAttach } from './attach-state'
import type { Core, Filled, PreviewEdges, Sent, Trouble } from './core'
import { apart, destinationOf, inGroups, sendInGroups } from './groups'
import { fillLater, inOrder, mayFollow, planOf } from './later'
import { stillIn, stillOut } from './untick'

/**
 * `over`: another fill took its place, the page went away, or it was let go for newer ones. `no-vault`: there is none that could be unlocked. `broken`: the
 * background did not answer.
 */
export type PreviewPhase = 'loading' | 'locked' | 'no-vault' | 'asking' | 'over' | 'broken'

export type NoVault = Exclude<VaultState, 'locked' | 'unlocked'>

/** One line of the preview. */
export interface FillRow {
  readonly field: PlannedField
  readonly record: RecordView | null
  readonly records: readonly RecordView[]
  readonly form: Form | null
  readonly result: Expressed | null
  /** What its list is to say once it is there; null where nothing is waited for. */
  readonly later: string | null
  readonly ticked: boolean
}

export type { Filled, PreviewEdges, Trouble } from './core'

export interface Difference {
  readonly added: ReadonlySet<string>
  readonly removed: number
}

const NONE: Difference = { added: new Set(), removed: 0 }

export interface PreviewState {
  readonly phase: ReadonlySignal<PreviewPhase>
  /** Why there is nothing to unlock; null where there is. */
  readonly noVault: ReadonlySignal<NoVault | null>
  readonly view: ReadonlySignal<FillView | null>
  readonly plan: ReadonlySignal<Plan | null>
  readonly rows: ReadonlySignal<readonly FillRow[]>
  /** How many fields would be filled. */
  readonly count: ReadonlySignal<number>
  readonly sending: ReadonlySignal<boolean>
  readonly trouble: ReadonlySignal<Trouble>
  readonly filled: ReadonlySignal<Filled | null>
  /** What the form has that it had not before, by signature, and how many of its fields are gone. */
  readonly difference: ReadonlySignal<Difference>
  /** A card would go in and the passphrase was not given lately. */
  readonly unconfirmed: ReadonlySignal<boolean>
  readonly ready: ReadonlySignal<boolean>
  tick(control: number, on: boolean): void
  chooseRecord(group: string, record: string): void
  chooseForm(claim: string, form: Form): void
  readonly attach: AttachState
  /** For what is loaded only when it is wanted. */
  readonly core: Core
  unlock(passphrase: string): Promise<boolean>
  confirm(passphrase: string): Promise<boolean>
  fill(): Promise<void>
  undo(): Promise<void>
  refresh(): Promise<void>
  add(collection: string): Promise<void>
  recover(): Promise<void>
  /** Opens where a vault is made, or brought back. */
  openPage(page: 'dashboard' | 'welcome'): Promise<void>
  close(): void
}

/** The preview of one fill. Lives until `ending`. */
export function createPreview(edges: PreviewEdges, id: string, ending: AbortSignal): PreviewState {
  const phase = signal<PreviewPhase>('loading')
  const noVault = signal<NoVault | null>(null)
  const view = signal<FillView | null>(null)
  const chosen = signal<FillChoice>({ records: {}, forms: {} })
  const unticked = signal<ReadonlySet<number>>(new Set())
  const sending = signal(false)
  const trouble = signal<Trouble>(null)
  const filled = signal<Filled | null>(null)
  const confirmed = signal(false)
  const matches = signal<readonly FieldMatch[]>([])
  const places = signal<Places | null>(null)
  const difference = signal<Difference>(NONE)
  const errand = createErrand(edges.comeToFront)

  const plan = computed(() => {
    const seen = view.value
    if (!seen || seen.locked || seen.wish === 'attach' || !places.value) return null
    return planOf(seen, matches.value, places.value)
  })

  const rows = computed((): readonly FillRow[] => {
    const [seen, made] = [view.value, plan.value]
    if (!seen || !made) return []
    const { today, aliasTag, page, wish, target } = seen
    const all = made.fields.map((field): FillRow => {
      const group = made.groups.find(({ key }) => key === field.group)
      const said = expressed(field, made, chosen.value, page.language, { today, aliasTag })
      // Of one field alone nothing is chosen above it, so no other list comes.
      const later = wish === 'field' ? null : (said?.later ?? null)
      const isWanted = wish !== 'field' || field.control.control === target
      return {
        field,
        record: said?.view ?? null,
        records: group?.records ?? [],
        form: said?.form ?? null,
        result: said?.result ?? null,
        later,
        ticked:
          (later !== null || said?.result.ok === true) &&
          isWanted !== unticked.value.has(field.control.control),
      }
    })
    // What the person pointed at comes first; everything else as it stands in the page.
    const first = all.filter(({ field }) => field.control.control === target)
    return wish === 'field' ? [...first, ...all.filter((row) => !first.includes(row))] : all
  })
  const ticked = computed(() => rows.value.filter((row) => row.ticked))
  const unconfirmed = computed(
    () => !confirmed.value && ticked.value.some(({ field }) => isSensitiveCollection(field.claim.collection)),
  )

  async function show(next: FillView, missing: NoVault | null): Promise<void> {
    const before = view.value
    const planned = plan.value?.fields ?? []
    const isSamePage = before !== null && JSON.stringify(before.page) === JSON.stringify(next.page)
    const [found, called] = await Promise.all([
      isSamePage ? matches.value : edges.match(next.page),
      places.value ?? edges.places(),
    ])
    batch(() => {
      matches.value = found
      places.value = called
      // The very same page object, so that what was read of it is not read again.
      view.value = isSamePage && before ? { ...next, page: before.page } : next
      confirmed.value = next.reauthenticated
      noVault.value = missing
      const shut = missing === null ? 'locked' : 'no-vault'
      phase.value = next.ended !== null ? 'over' : next.locked ? shut : 'asking'
      const made = plan.value
      if (!made) return
      const first = firstChoice(made, next.remembered)
      // What the person chose stays as far as there is still something to choose.
      chosen.value = {
        records: { ...first.records, ...kept(chosen.value.records, first.records) },
        forms: { ...first.forms, ...kept(chosen.value.forms, first.forms) },
      }
      if (before && !isSamePage) {
        const [was, is] = [
          { page: before.page, fields: planned },
          { page: next.page, fields: made.fields },
        ]
        unticked.value = (next.wish === 'field' ? stillIn : stillOut)(unticked.value, was, is)
      }
      if (before && !isSamePage) difference.value = differenceOf(before.page, next.page)
    })
    errand.look()
  }

  /** How many records of a collection there are to choose from. */
  const choosable = (collection: string): number =>
    new Set(
      rows.value
        .filter(({ field }) => field.claim.collection === collection)
        .flatMap(({ records }) => records.map(({ id }) => id)),
    ).size

  async function missingVault(): Promise<NoVault | null> {
    const { vault } = await edges.call('session.state', {})
    return vault === 'locked' || vault === 'unlocked' ? null : vault
  }

  async function refresh(): Promise<void> {
    try {
      const found = await edges.call('fill.view', { id })
      if (sending.value) return
      const missing = found?.locked ? await missingVault() : null
      if (found) await show(found, missing)
      else phase.value = 'over'
    } catch {
      if (phase.value === 'loading') phase.value = 'broken'
    }
  }

  function pickOf({ field, record, form, result }: FillRow): readonly FillPick[] {
    if (!record || form === null || !result?.ok) return []
    const { control, claim } = field
    return [{ control: control.control, claim: claim.claim, record: record.id, form, text: result.text }]
  }

  /** What can go in now, and then what is still to come. */
  async function fillAll(): Promise<Sent | null> {
    const [seen, made, called] = [view.value, plan.value, places.value]
    if (!seen || !made || !called) return null
    const choice = chosen.value
    const given = inOrder(ticked.value, made.fields)
    const picks = given.filter(({ later }) => later === null).flatMap(pickOf)
    // Each entry of the ledger names one site that a form sends to.
    const groups = apart(picks, ({ control }) => {
      const described = seen.page.controls[control]
      return described ? destinationOf(seen.page, described) : null
    }).flatMap((group) => inGroups(group, MAX_PICKS))
    const sent = await sendInGroups(groups, seen.page, (group) =>
      edges.call('fill.commit', { id, picks: group, remember: choice }),
    )
    if (sent.outcome !== 'filled') return sent
    const leftBy = (row: FillRow) => sent.fields.find(({ control }) => control === row.field.control)?.left
    const waiting = given.filter((row) => row.later !== null || (leftBy(row) && mayFollow(row, made.fields)))
    if (waiting.length === 0) return sent
    const asked = new Set(waiting.map(({ field }) => field.control))
    const now = (found: FillView) => edges.match(found.page).then((all) => planOf(found, all, called))
    const later = await fillLater(waiting, { edges, id, choice, page: seen.page, plan: now })
    return {
      ...sent,
      fields: [...sent.fields.filter(({ control }) => !control || !asked.has(control)), ...later],
    }
  }

  /** Whatever is refused is shown as it stands then. */
  async function send(work: () => Promise<Sent | null>): Promise<void> {
    if (sending.value) return
    sending.value = true
    trouble.value = null
    let code: string | null = null
    let outcome: Sent | null = null
    try {
      outcome = await work()
    } catch (thrown) {
      code = edges.codeOf(thrown) ?? 'broken'
    }
    sending.value = false
    if (outcome?.outcome === 'filled') {
      filled.value = { fields: outcome.fields, restored: null }
      return
    }
    await refresh()
    // Said once what stands now is shown: never beside what stood before.
    if (outcome) trouble.value = outcome.outcome
    if (code === 'needs-passphrase') confirmed.value = false
    else if (code !== null && code !== 'locked')
      trouble.value = code === 'storage-full' ? 'storage-full' : 'broken'
  }

  const core: Core = { id, edges, view, matches, confirmed, sending, trouble, filled, refresh, send }
  const attach = createAttach(core)

  edges.onNotice((notice) => {
    if (notice !== 'sites' && !sending.value) void refresh()
  }, ending)

  return {
    phase,
    noVault,
    view,
    plan,
    rows,
    count: computed(() => ticked.value.length),
    sending,
    trouble,
    filled,
    difference,
    attach,
    core,
    unconfirmed,
    ready: computed(
      () =>
        phase.value === 'asking' &&
        !sending.value &&
        ticked.value.some(({ later }) => later === null) &&
        !unconfirmed.value,
    ),
    tick(control, on) {
      const seen = view.value
      const isWanted = seen?.wish !== 'field' || control === seen.target
      const next = new Set(unticked.value)
      if (on === isWanted) next.delete(control)
      else next.add(control)
      unticked.value = next
    },
    chooseRecord(group, record) {
      chosen.value = { ...chosen.value, records: { ...chosen.value.records, [group]: record } }
    },
    chooseForm(claim, form) {
      chosen.value = { ...chosen.value, forms: { ...chosen.value.forms, [claim]: form } }
    },
    async unlock(passphrase) {
      if (!(await edges.unlock(passphrase))) return false
      await refresh()
      return true
    },
    async confirm(passphrase) {
      const right = await edges.confirm(passphrase)
      if (right) confirmed.value = true
      return right
    },
    async fill() {
      if (ticked.value.some(({ later }) => later === null)) await send(fillAll)
    },
    async undo() {
      const before = filled.value
      if (!before || sending.value) return
      sending.value = true
      const done = await edges.call('fill.undo', { id }).catch(() => ({ restored: 0 }))
      sending.value = false
      filled.value = { ...before, restored: done.restored }
    },
    refresh,
    add(collection) {
      errand.begin(() => choosable(collection))
      return edges.openPage('dashboard', `#/my-data/add/${collection}`)
    },
    recover() {
      errand.begin(() => (phase.value === 'locked' ? 0 : 1))
      return edges.openPage('dashboard', '#/unlock')
    },
    openPage: (page) => edges.openPage(page),
    close: () => edges.close(),
  }
}

function differenceOf(before: FillView['page'], now: FillView['page']): Difference {
  const signatures = ({ controls }: FillView['page']) =>
    new Set(controls.filter(({ unseen }) => unseen === null).map(({ signature }) => signature))
  const [old, fresh] = [signatures(before), signatures(now)]
  return {
    added: new Set([...fresh].filter((one) => !old.has(one))),
    removed: [...old].filter((one) => !fresh.has(one)).length,
  }
}

/** What was chosen before, for what there still is. */
function kept<Value>(
  before: { readonly [key: string]: Value },
  now: { readonly [key: string]: Value },
): { readonly [key: string]: Value } {
  return Object.fromEntries(Object.entries(before).filter(([key]) => Object.hasOwn(now, key)))
}
