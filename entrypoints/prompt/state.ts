import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import { type Clock, HOUR } from '@/lib/base/time'
import type { PromptLine } from '@/lib/grants/line'
import type { AppNotice, PageCall, PromptAnswer, PromptView } from '@/lib/protocol/app'
import { type Choices, countLeaving, isSensitive, settleChoices, toAnswerChoices } from './choices'
import { initialTerm, type TermChoice, toTerm } from './term'

/** Everything the prompt needs from outside. */
export interface PromptEdges {
  readonly call: PageCall
  onNotice(listener: (notice: AppNotice['notice']) => void, signal: AbortSignal): void
  /** Opens the vault with the passphrase; false when it does not. Runs Argon2 in a worker of this page. */
  unlock(passphrase: string): Promise<boolean>
  /** Asks for the passphrase again while the vault is open. */
  confirm(passphrase: string): Promise<boolean>
  openPage(page: 'dashboard', hash: string): Promise<void>
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

export interface PromptState {
  readonly phase: ReadonlySignal<PromptPhase>
  readonly view: ReadonlySignal<PromptView | null>
  readonly choices: ReadonlySignal<Choices>
  readonly term: ReadonlySignal<TermChoice>
  readonly sending: ReadonlySignal<'allow' | 'deny' | null>
  readonly trouble: ReadonlySignal<PromptTrouble>
  readonly leaving: ReadonlySignal<number>
  /** The passphrase was given lately. */
  readonly confirmed: ReadonlySignal<boolean>
  /** Something sensitive would leave and the passphrase was not given lately. */
  readonly unconfirmed: ReadonlySignal<boolean>
  /** Everything Allow depends on is there: something to give, an end, the passphrase. The waiting is apart from it. */
  readonly ready: ReadonlySignal<boolean>
  /** Changes with whatever is shown: the wait for Allow begins again with it. */
  readonly shown: ReadonlySignal<string>
  choose(change: (choices: Choices, lines: readonly PromptLine[]) => Choices): void
  setTerm(term: TermChoice): void
  unlock(passphrase: string): Promise<boolean>
  confirm(passphrase: string): Promise<boolean>
  allow(): Promise<void>
  deny(denial: Denial, claims?: readonly string[]): Promise<void>
  refresh(): Promise<void>
  add(collection: string): Promise<void>
  recover(): Promise<void>
}

/** The prompt for the request `first`, and for those that wait behind it. Lives until `ending`. */
export function createPrompt(edges: PromptEdges, first: string, ending: AbortSignal): PromptState {
  const phase = signal<PromptPhase>('loading')
  const view = signal<PromptView | null>(null)
  const choices = signal<Choices>({})
  const term = signal<TermChoice>({ kind: 'once' })
  const sending = signal<'allow' | 'deny' | null>(null)
  const trouble = signal<PromptTrouble>(null)
  const confirmed = signal(false)
  let id = first

  const lines = computed(() => view.value?.lines ?? [])
  const leaving = computed(() => countLeaving(lines.value, choices.value))
  const unconfirmed = computed(() => isSensitive(lines.value, choices.value) && !confirmed.value)
  const complete = computed(
    () => view.value !== null && toTerm(term.value, view.value.access, edges.now()) !== null,
  )
  const ready = computed(
    () =>
      phase.value === 'asking' &&
      sending.value === null &&
      leaving.value > 0 &&
      complete.value &&
      !unconfirmed.value,
  )
  const shown = computed(() => {
    if (phase.value !== 'asking' || !view.value) return phase.value
    // Its place in the queue is left out: others asking must not keep Allow from waking.
    const { position: _, ...content } = view.value
    return JSON.stringify([content, choices.value, term.value])
  })

  function show(next: PromptView): void {
    batch(() => {
      const before = view.value
      const continued = before !== null && before.id === next.id && !before.locked
      view.value = next
      phase.value = next.locked ? 'locked' : 'asking'
      if (next.locked) return
      choices.value = settleChoices(next.lines, continued ? choices.value : {})
      if (!continued) term.value = initialTerm(next.access)
      confirmed.value = next.reauthenticated
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

  async function answer(given: PromptAnswer): Promise<void> {
    sending.value = given.allow ? 'allow' : 'deny'
    trouble.value = null
    try {
      const { accepted } = await edges.call('prompt.answer', given)
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

  edges.onNotice((notice) => {
    if (notice !== 'sites' && sending.value === null) void refresh()
  }, ending)

  return {
    phase,
    view,
    choices,
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
      const until = asked && toTerm(term.value, asked.access, edges.now())
      if (!asked || !until || !ready.value) return
      const chosen = toAnswerChoices(asked.lines, choices.value)
      await answer({ allow: true, id: asked.id, hash: asked.hash, choices: chosen, term: until })
    },
    async deny(denial, claims) {
      const asked = view.value
      if (!asked || sending.value !== null) return
      const until = denial === 'hour' ? edges.now() + HOUR : denial
      await answer({ allow: false, id: asked.id, hash: asked.hash, until, claims: claims ?? null })
    },
    refresh,
    add: (collection) => edges.openPage('dashboard', `#/my-data/add/${collection}`),
    recover: () => edges.openPage('dashboard', '#/unlock'),
  }
}
