import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import { type Backup, createBackup } from './state/backup'
import type { Opened, WelcomeEdges } from './state/edges'
import { createFirstData, type FirstData } from './state/first-data'
import { createRestore, type Restore } from './state/restore'
import { placeOf, type Step, stepFrom, type Way } from './state/steps'

/** Where the person stands: what was found on this device, or a step. */
export type Phase =
  | { readonly at: 'starting' }
  | { readonly at: 'unusable' }
  | { readonly at: 'broken' }
  /** A vault is here and locked. `resume` is the step to go on with. */
  | { readonly at: 'locked'; readonly resume: Step | null }
  /** A vault is here and open, but no backup of it was ever read back. */
  | { readonly at: 'unfinished'; readonly next: Step }
  | { readonly at: 'finished' }
  | { readonly at: 'step'; readonly step: Step }

export type Asking = 'unknown' | 'all' | 'chosen' | 'refused'

/** All state of the page that makes a vault: signals and verbs, no JSX. */
export interface Welcome {
  readonly edges: WelcomeEdges
  readonly phase: ReadonlySignal<Phase>
  readonly way: ReadonlySignal<Way>
  /** A vault exists: its passphrase is set. */
  readonly made: ReadonlySignal<boolean>
  /** The 24 words, until the person leaves this page; null when they were made elsewhere. */
  readonly words: ReadonlySignal<readonly string[] | null>
  /** The words were asked back and right. */
  readonly proven: ReadonlySignal<boolean>
  readonly asking: ReadonlySignal<Asking>
  readonly firstData: FirstData
  readonly backup: Backup
  readonly restore: Restore
  /** Place of the step, from 1; 0 where there is none. */
  readonly place: ReadonlySignal<number>
  look(): Promise<void>
  choose(way: Way): void
  go(step: Step): void
  next(): void
  /** Null where nothing is before this step. */
  readonly back: ReadonlySignal<(() => void) | null>
  unlock(passphrase: string): Promise<boolean>
  /** Makes the vault; takes a second or more. */
  create(passphrase: string): Promise<void>
  wordsRight(): void
  /** Works on the open vault; when it locked meanwhile, asks for the passphrase and comes back to this step. */
  withOpen<Value>(work: (opened: Opened) => Promise<Value>): Promise<Value | null>
  /** To be called first thing in the press. */
  letAllAsk(): Promise<void>
  letChosenAsk(): void
}

export function createWelcome(edges: WelcomeEdges, lifetime: AbortSignal): Welcome {
  const phase = signal<Phase>({ at: 'starting' })
  const way = signal<Way>('new')
  const made = signal(false)
  const words = signal<readonly string[] | null>(null)
  const proven = signal(false)
  const asking = signal<Asking>('unknown')
  const step = computed(() => (phase.value.at === 'step' ? phase.value.step : null))

  function go(to: Step): void {
    phase.value = { at: 'step', step: to }
  }

  async function lookOnce(): Promise<void> {
    if ((await edges.sites.grantedOrigins()).all) asking.value = 'all'
    const opened = await edges.open()
    if (opened) {
      made.value = true
      phase.value = await whereToGoOn(opened)
      return
    }
    const { state } = await edges.unlocking.examine()
    if (state === 'lost') return edges.goToDashboard()
    made.value = state === 'present'
    if (state === 'none') go('passphrase')
    else phase.value = state === 'present' ? { at: 'locked', resume: null } : { at: 'unusable' }
  }

  async function look(): Promise<void> {
    try {
      await lookOnce()
    } catch {
      phase.value = { at: 'broken' }
    }
  }

  async function withOpen<Value>(work: (opened: Opened) => Promise<Value>): Promise<Value | null> {
    const opened = await edges.open()
    if (opened) return work(opened)
    phase.value = { at: 'locked', resume: step.value }
    return null
  }

  // Locked elsewhere, or by time: what needs the open vault waits behind its passphrase.
  edges.session.onChange(() => {
    const at = step.value
    if (at === null || !NEEDS_OPEN.includes(at)) return
    void edges.open().then((opened) => {
      if (!opened && step.value === at) phase.value = { at: 'locked', resume: at }
    })
  }, lifetime)

  return {
    edges,
    phase,
    way,
    made,
    words,
    proven,
    asking,
    firstData: createFirstData(edges.languages),
    backup: createBackup(edges.download),
    restore: createRestore(edges),
    place: computed(() => (step.value === null ? 0 : placeOf(way.value, step.value))),
    look,
    choose(to) {
      batch(() => {
        way.value = to
        go(to === 'new' ? 'passphrase' : 'file')
      })
    },
    go,
    next() {
      const to = step.value && stepFrom(way.value, step.value, 1)
      if (to) go(to)
    },
    back: computed(() => {
      const at = step.value
      const to = at && stepFrom(way.value, at, -1)
      return to ? () => go(to) : null
    }),
    async unlock(passphrase) {
      const resume = phase.value.at === 'locked' ? phase.value.resume : null
      if (!(await edges.unlocking.unlock(passphrase)).ok) return false
      await edges.callApp('session.unlocked', {}).catch(() => null)
      if (resume) go(resume)
      else await look()
      return true
    },
    async create(passphrase) {
      const { phrase } = await edges.unlocking.create(passphrase)
      // The background opens the vault too; that it cannot is no reason to stop here.
      await edges.callApp('session.unlocked', {}).catch(() => null)
      batch(() => {
        made.value = true
        words.value = phrase
        go('phrase')
      })
    },
    wordsRight() {
      proven.value = true
    },
    withOpen,
    async letAllAsk() {
      const granted = await edges.sites.requestAll().catch(() => false)
      asking.value = granted ? 'all' : 'refused'
      if (granted) await edges.callApp('sites.registered', { tab: null }).catch(() => null)
    },
    letChosenAsk() {
      asking.value = 'chosen'
    },
  }
}

const NEEDS_OPEN: readonly Step[] = ['data', 'backup', 'plan']

/** From what the vault holds: whoever has no proven backup goes on there, with data first where there is none. */
async function whereToGoOn({ keeping, transfer }: Opened): Promise<Phase> {
  if ((await transfer()).lastVerified()) return { at: 'finished' }
  const empty = ['names', 'addresses', 'emails', 'phones'].every((name) => keeping.list(name).length === 0)
  return { at: 'unfinished', next: empty ? 'data' : 'backup' }
}
