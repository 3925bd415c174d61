import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import { createErrand } from '@/components/errand'
import { draftOf, hasSomething, NO_DRAFT, type OfferDraft, wishOf } from '@/components/offer-draft'
import type { Result } from '@/lib/base/result'
import { type Clock, HOUR } from '@/lib/base/time'
import type { PromptLine } from '@/lib/grants/line'
import type {
  AppNotice,
  CollectionLine,
  PageCall,
  PromptAnswer,
  PromptView,
  RecordRow,
} from '@/lib/protocol/app'
import type { FieldProblems, FieldValues, Preparation } from '@/lib/records/prepare'
import { type Choices, countLeaving, isSensitive, settleChoices, toAnswerChoices } from './choices'
import {
  countGiven,
  hasSensitive,
  type Picks,
  pickOf,
  picksText,
  settlePicks,
  settleRecords,
  toAnswerCollections,
} from './picks'
import { initialTerm, type TermChoice, type TermLimits, toTerm } from './term'

/** Everything the prompt needs from outside. */
export interface PromptEdges {
  readonly call: PageCall
  onNotice(listener: (notice: AppNotice['notice']) => void, signal: AbortSignal): void
  /** Opens the vault with the passphrase; false when it does not. Runs Argon2 in a worker of this page. */
  unlock(passphrase: string): Promise<boolean>
  /** Asks for the passphrase again while the vault is open. */
  confirm(passphrase: string): Promise<boolean>
  /** Makes of what was typed what is kept, as a form of the person's own does. */
  prepare(wish: Preparation): Promise<Result<FieldValues, FieldProblems>>
  openPage(page: 'dashboard', hash: string): Promise<void>
  /** Brings this window to the front. */
  comeToFront(): void
  /** Shows the id of the request in the address, so that a reload finds it again. */
  remember(id: string): void
  close(): void
  now: Clock
  /** The code of a refused call, or null for anything else that was thrown. */
  codeOf(thrown: unknown): string | null
}

/** `broken`: the background did not answer. */
export type PromptPhase = 'loading' | 'locked' | 'asking' | 'broken'

/** Why the answer was not taken. */
export type PromptTrouble = 'storage-full' | 'broken' | null

export type Denial = 'once' | 'hour' | 'always'

/** Allow waits this much longer where the site resembles another one, in milliseconds. */
const CAUTION = 2_000

export interface PromptState {
  readonly phase: ReadonlySignal<PromptPhase>
  readonly view: ReadonlySignal<PromptView | null>
  readonly choices: ReadonlySignal<Choices>
  readonly picks: ReadonlySignal<Picks>
  /** Records to choose from, by collection; absent until they were asked for. */
  readonly rows: ReadonlySignal<Rows>
  /** What is made of an offer. */
  readonly draft: ReadonlySignal<OfferDraft>
  readonly limits: ReadonlySignal<TermLimits>
  readonly term: ReadonlySignal<TermChoice>
  readonly sending: ReadonlySignal<'allow' | 'deny' | null>
  readonly trouble: ReadonlySignal<PromptTrouble>
  /** Rows and collections of which something would be given. */
  readonly leaving: ReadonlySignal<number>
  /** How much longer than usual Allow has to wait, in milliseconds. */
  readonly caution: ReadonlySignal<number>
  /** The passphrase was given lately. */
  readonly confirmed: ReadonlySignal<boolean>
  /** Something sensitive would leave and the passphrase was not given lately. */
  readonly unconfirmed: ReadonlySignal<boolean>
  /** Everything Allow depends on is there: something to give, an end, the passphrase. The waiting is apart from it. */
  readonly ready: ReadonlySignal<boolean>
  /** Changes with whatever is shown: the wait for Allow begins again with it. */
  readonly shown: ReadonlySignal<string>
  choose(change: (choices: Choices, lines: readonly PromptLine[]) => Choices): void
  pick(change: (picks: Picks) => Picks): void
  /** Fetches the records of a collection, once. */
  loadRecords(line: CollectionLine): Promise<void>
  setDraft(draft: OfferDraft): void
  setTerm(term: TermChoice): void
  unlock(passphrase: string): Promise<boolean>
  confirm(passphrase: string): Promise<boolean>
  allow(): Promise<void>
  deny(denial: Denial, claims?: readonly string[]): Promise<void>
  refresh(): Promise<void>
  add(collection: string): Promise<void>
  recover(): Promise<void>
}

/** Records to choose from, by collection. */
export type Rows = { readonly [collection: string]: readonly RecordRow[] }

/** The prompt for the request `first`, and for those that wait behind it. Lives until `ending`. */
export function createPrompt(edges: PromptEdges, first: string, ending: AbortSignal): PromptState {
  const phase = signal<PromptPhase>('loading')
  const view = signal<PromptView | null>(null)
  const choices = signal<Choices>({})
  const term = signal<TermChoice>({ kind: 'once' })
  const sending = signal<'allow' | 'deny' | null>(null)
  const trouble = signal<PromptTrouble>(null)
  const confirmed = signal(false)
  const picks = signal<Picks>({})
  const rows = signal<Rows>({})
  const draft = signal<OfferDraft>(NO_DRAFT)
  const loading = new Set<string>()
  const errand = createErrand(edges.comeToFront)
  let id = first

  const lines = computed(() => view.value?.lines ?? [])
  const collections = computed(() => view.value?.collections ?? [])
  const leaving = computed(
    () => countLeaving(lines.value, choices.value) + countGiven(collections.value, picks.value),
  )
  const limits = computed<TermLimits>(() => ({
    lasting: collections.value.some(({ most }) => most === undefined),
    longest: view.value?.longest ?? null,
  }))
  const caution = computed(() => (view.value?.resembles ? CAUTION : 0))
  const sensitive = computed(
    () =>
      isSensitive(lines.value, choices.value) ||
      collections.value.some((line) =>
        hasSensitive(pickOf(picks.value, line), rows.value[line.collection] ?? []),
      ),
  )
  const unconfirmed = computed(() => sensitive.value && !confirmed.value)
  const complete = computed(() => {
    const asked = view.value
    if (!asked || asked.quota) return asked !== null
    if (asked.offer) return hasSomething(draft.value)
    return leaving.value > 0 && toTerm(term.value, asked.access, edges.now(), limits.value) !== null
  })
  const ready = computed(
    () => phase.value === 'asking' && sending.value === null && complete.value && !unconfirmed.value,
  )
  const shown = computed(() => {
    if (phase.value !== 'asking' || !view.value) return phase.value
    // Its place in the queue is left out: others asking must not keep Allow from waking.
    const { position: _, ...content } = view.value
    return JSON.stringify([content, choices.value, term.value, picksText(picks.value), draft.value])
  })

  function show(next: PromptView): void {
    batch(() => {
      const before = view.value
      const continued = before !== null && before.id === next.id && !before.locked
      view.value = next
      phase.value = next.locked ? 'locked' : 'asking'
      if (next.locked) return
      choices.value = settleChoices(next.lines, continued ? choices.value : {})
      picks.value = settlePicks(next.collections ?? [], continued ? picks.value : {})
      if (!continued) {
        term.value = initialTerm(next.access, limits.value)
        rows.value = {}
        draft.value = next.offer ? draftOf(next.offer) : NO_DRAFT
      }
      confirmed.value = next.reauthenticated
    })
    for (const line of next.collections ?? []) if (rows.value[line.collection]) void fetchRecords(line)
    errand.look()
  }

  /** How many records of a collection there are to choose from. */
  const choosable = (collection: string): number =>
    lines.value
      .filter((line) => line.collection === collection)
      .reduce((sum, { candidates }) => sum + candidates.length, 0)

  /** What is there may change while the prompt is open: what is gone is no longer picked. */
  async function fetchRecords(line: CollectionLine): Promise<void> {
    const asked = id
    const { collection } = line
    if (loading.has(collection)) return
    loading.add(collection)
    const found = await edges.call('prompt.records', { id: asked, collection }).catch(() => null)
    loading.delete(collection)
    if (!found || asked !== id) return
    batch(() => {
      picks.value = settleRecords(picks.value, line, found, rows.value[collection] === undefined)
      rows.value = { ...rows.value, [collection]: found }
    })
  }

  /** A request that is gone (answered elsewhere, withdrawn, or covered by what already stands) makes room for the next. */
  async function refresh(): Promise<void> {
    const asked = id
    try {
      const found = await edges.call('prompt.view', { id: asked })
      if (asked !== id || sending.value !== null) return
      if (found) show(found)
      else await next()
    } catch {
      if (asked === id && phase.value === 'loading') phase.value = 'broken'
    }
  }

  async function next(): Promise<void> {
    const following = await edges.call('prompt.next', {})
    if (following === null || following === id) {
      edges.close()
      return
    }
    id = following
    batch(() => {
      sending.value = null
      trouble.value = null
      view.value = null
      phase.value = 'loading'
    })
    edges.remember(id)
    await refresh()
  }

  /** Sends what was decided, and goes on to the next request where it was taken. */
  async function settle(
    as: 'allow' | 'deny',
    send: () => Promise<{ readonly accepted: boolean }>,
  ): Promise<void> {
    sending.value = as
    trouble.value = null
    try {
      const { accepted } = await send()
      if (accepted) return await next()
      sending.value = null
      await refresh()
      if (phase.value === 'asking') trouble.value = 'broken'
    } catch (thrown) {
      sending.value = null
      const code = edges.codeOf(thrown)
      await refresh()
      if (code === 'needs-passphrase') confirmed.value = false
      else if (code !== 'locked' && code !== 'not-found')
        trouble.value = code === 'storage-full' ? 'storage-full' : 'broken'
    }
  }

  const answer = (given: PromptAnswer) =>
    settle(given.allow ? 'allow' : 'deny', () => edges.call('prompt.answer', given))

  /** What is kept is what a form of the person's own would keep; what it would not is told beside the field. */
  async function keep(asked: PromptView & Pick<Required<PromptView>, 'offer'>): Promise<void> {
    const { id, hash, offer } = asked
    const made = draft.value
    sending.value = 'allow'
    const prepared = await edges.prepare(wishOf(offer, made)).catch(() => null)
    if (!prepared?.ok) {
      batch(() => {
        sending.value = null
        if (prepared) draft.value = { ...made, problems: prepared.reason }
        else trouble.value = 'broken'
      })
      return
    }
    const record = made.into === 'beside' ? (offer.beside?.record ?? null) : null
    const kept = { id, hash, record, label: made.label, fields: prepared.value }
    await settle('allow', () => edges.call('prompt.keep', kept))
  }

  edges.onNotice((notice) => {
    if (notice !== 'sites' && sending.value === null) void refresh()
  }, ending)

  return {
    phase,
    view,
    choices,
    picks,
    rows,
    draft,
    limits,
    caution,
    term,
    sending,
    trouble,
    leaving,
    confirmed,
    unconfirmed,
    ready,
    shown,
    choose(change) {
      choices.value = change(choices.value, lines.value)
    },
    pick(change) {
      picks.value = change(picks.value)
    },
    async loadRecords(line) {
      if (!rows.value[line.collection]) await fetchRecords(line)
    },
    setDraft(made) {
      draft.value = made
    },
    setTerm(chosen) {
      term.value = chosen
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
    async allow() {
      const asked = view.value
      if (!asked || !ready.value) return
      const { id, hash, offer, quota, access } = asked
      if (quota) return settle('allow', () => edges.call('prompt.room', { id, hash }))
      if (offer) return keep({ ...asked, offer })
      const until = toTerm(term.value, access, edges.now(), limits.value)
      if (!until) return
      const chosen = toAnswerChoices(asked.lines, choices.value)
      const given = toAnswerCollections(collections.value, picks.value)
      const rest = given.length > 0 ? { collections: given } : {}
      await answer({ allow: true, id, hash, choices: chosen, ...rest, term: until })
    },
    async deny(denial, claims) {
      const asked = view.value
      if (!asked || sending.value !== null) return
      const until = denial === 'hour' ? edges.now() + HOUR : denial
      await answer({ allow: false, id: asked.id, hash: asked.hash, until, claims: claims ?? null })
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
  }
}
