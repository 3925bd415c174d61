import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import { noteWords, wordsProven } from '@/lib/services/recovery-words'
import { type Backup, createBackup } from './state/backup'
import type { Opened, WelcomeEdges } from './state/edges'
import { createFirstData, type FirstData } from './state/first-data'
import { keepJoinedFolder } from './state/joined-folder'
import { createReceiving, type Receiving } from './state/receiving'
import { createRestore, type Restore } from './state/restore'
import { placeOf, STEPS, type Step, stepFrom, type Way } from './state/steps'

/** Where the person stands: what was found on this device, or a step. */
export type Phase =
  | { readonly at: 'starting' }
  | { readonly at: 'unusable' }
  | { readonly at: 'broken' }
  /** A vault is here and locked. `resume` is the step to go on with. */
  | { readonly at: 'locked'; readonly resume: Step | null }
  /** A vault is here and open, but its recovery words were never asked back, or no backup of it was read back. */
  | { readonly at: 'unfinished'; readonly next: Step; readonly missing: readonly Missing[] }
  | { readonly at: 'finished' }
  | { readonly at: 'step'; readonly step: Step }

export type Missing = 'words' | 'backup'

/** `refused`: the browser did not let all sites ask. `kept`: it did not take that back. */
export type Asking = 'unknown' | 'all' | 'chosen' | 'refused' | 'kept'

/** All state of the page that makes a vault: signals and verbs, no JSX. */
export interface Welcome {
  readonly edges: WelcomeEdges
  readonly phase: ReadonlySignal<Phase>
  readonly way: ReadonlySignal<Way>
  /** A vault exists: its passphrase is set. */
  readonly made: ReadonlySignal<boolean>
  /** A vault was here and is lost: a new one is made only for a backup that could be read. */
  readonly lost: ReadonlySignal<boolean>
  /** The 24 words, until the person leaves this page; null when they were made elsewhere. */
  readonly words: ReadonlySignal<readonly string[] | null>
  /** The words were asked back and right. */
  readonly proven: ReadonlySignal<boolean>
  readonly asking: ReadonlySignal<Asking>
  readonly firstData: FirstData
  readonly backup: Backup
  readonly restore: Restore
  readonly receiving: Receiving
  /** Place of the step, from 1; 0 where there is none. */
  readonly place: ReadonlySignal<number>
  look(): Promise<void>
  /** The address changed while the page was open: looks again unless a vault is being made here. */
  arrive(): Promise<void>
  choose(way: Way): void
  /** What opens the way to a vault that others have. */
  readonly joinBy: ReadonlySignal<'invitation' | 'phrase'>
  chooseJoin(by: 'invitation' | 'phrase'): void
  go(step: Step): void
  next(): void
  /** Null where nothing is before this step. */
  readonly back: ReadonlySignal<(() => void) | null>
  unlock(passphrase: string): Promise<boolean>
  /** Makes the vault; takes a second or more. */
  create(passphrase: string): Promise<void>
  /** Makes new words for whoever has the old ones nowhere. False: the passphrase was wrong. */
  newWords(passphrase: string): Promise<boolean>
  /** The three words were right: notes it and goes on. */
  wordsRight(): Promise<void>
  /** Works on the open vault; when it locked meanwhile, asks for the passphrase and comes back to this step. */
  withOpen<Value>(work: (opened: Opened) => Promise<Value>): Promise<Value | null>
  /** To be called first thing in the press. */
  letAllAsk(): Promise<void>
  /** Sites one by one: where all may ask, that is taken back. */
  letChosenAsk(): Promise<void>
}

export function createWelcome(edges: WelcomeEdges, lifetime: AbortSignal): Welcome {
  const phase = signal<Phase>({ at: 'starting' })
  const way = signal<Way>('new')
  const joinBy = signal<'invitation' | 'phrase'>('invitation')
  const made = signal(false)
  const lost = signal(false)
  const words = signal<readonly string[] | null>(null)
  const proven = signal(false)
  const asking = signal<Asking>('unknown')
  const restore = createRestore(edges)
  /** The words were made anew by somebody who came back: afterwards what is still missing decides. */
  let renewed = false
  const step = computed(() => (phase.value.at === 'step' ? phase.value.step : null))

  function go(to: Step): void {
    phase.value = { at: 'step', step: to }
  }

  function choose(to: Way): void {
    batch(() => {
      way.value = to
      go(STEPS[to][0] ?? 'passphrase')
    })
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
    lost.value = state === 'lost'
    made.value = state === 'present'
    if (state === 'lost' && !edges.wantsRestore()) return edges.goToDashboard()
    if (state === 'lost' || (state === 'none' && edges.wantsRestore())) choose('restore')
    else if (state === 'none') go('passphrase')
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

  /** False when the vault locked meanwhile. That the note cannot be written is no reason to stop here. */
  async function note(at: number | null): Promise<boolean> {
    const noted = withOpen(({ vault }) => noteWords(vault, at).then(() => true))
    return (await noted.catch(() => true)) !== null
  }

  /** The background lets exactly the sites ask that may. It hears of it from the browser too. */
  const register = () => edges.callApp('sites.registered', {}).catch(() => null)

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
    lost,
    words,
    proven,
    asking,
    firstData: createFirstData(edges.languages),
    backup: createBackup(edges.download),
    restore,
    receiving: createReceiving(edges),
    place: computed(() => (step.value === null ? 0 : placeOf(way.value, step.value))),
    look,
    async arrive() {
      if (!made.value && edges.wantsRestore()) await look()
    },
    choose,
    joinBy,
    chooseJoin(by) {
      batch(() => {
        joinBy.value = by
        if (way.value !== 'join') choose('join')
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
      if (way.value === 'join') {
        const joined = await edges.readJoined()
        if (!joined) throw new Error('nothing came here')
        await edges.unlocking.join(joined, passphrase)
        await edges.callApp('join.forget', {}).catch(() => null)
        const opened = await edges.open()
        if (opened) await keepJoinedFolder(opened.vault, edges)
        // The background opens the vault too, and begins to bring what is in it.
        await edges.callApp('session.unlocked', {}).catch(() => null)
        batch(() => {
          made.value = true
          go('receive')
        })
        return
      }
      if (lost.value) {
        if (!restore.found.value) throw new Error('no backup was read')
        // Only now is anything moved: the file was read whole, and the passphrase of the new vault is chosen.
        await edges.unlocking.startOver()
        lost.value = false
      }
      const { phrase } = await edges.unlocking.create(passphrase)
      // The background opens the vault too; that it cannot is no reason to stop here.
      await edges.callApp('session.unlocked', {}).catch(() => null)
      batch(() => {
        made.value = true
        words.value = phrase
        go('phrase')
      })
    },
    async newWords(passphrase) {
      const answer = await edges.unlocking.replacePhrase(passphrase)
      if (!answer.ok) return false
      renewed = true
      await note(null)
      batch(() => {
        words.value = answer.value.phrase
        proven.value = false
      })
      return true
    },
    async wordsRight() {
      proven.value = true
      if (!(await note(edges.now()))) return
      const to = step.value && stepFrom(way.value, step.value, 1)
      if (renewed) await look()
      else if (to) go(to)
    },
    withOpen,
    async letAllAsk() {
      const granted = await edges.sites.requestAll().catch(() => false)
      asking.value = granted ? 'all' : 'refused'
      if (granted) await register()
    },
    async letChosenAsk() {
      if (asking.value === 'all' || asking.value === 'kept') {
        const removed = await edges.sites.removeAll().catch(() => false)
        asking.value = removed ? 'chosen' : 'kept'
        if (removed) await register()
      } else asking.value = 'chosen'
    },
  }
}

const NEEDS_OPEN: readonly Step[] = ['data', 'backup', 'plan', 'receive']

/** From what the vault holds: the words first, then the backup, with data before it where there is none. */
async function whereToGoOn({ vault, keeping, transfer }: Opened): Promise<Phase> {
  const missing: readonly Missing[] = [
    ...(wordsProven(vault) === null ? (['words'] as const) : []),
    ...((await transfer()).lastVerified() === null ? (['backup'] as const) : []),
  ]
  if (missing.length === 0) return { at: 'finished' }
  if (missing.includes('words')) return { at: 'unfinished', next: 'phrase', missing }
  const empty = ['names', 'addresses', 'emails', 'phones'].every((name) => keeping.list(name).length === 0)
  return { at: 'unfinished', next: empty ? 'data' : 'backup', missing }
}
