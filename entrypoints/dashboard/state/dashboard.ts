import { batch, type ReadonlySignal, signal } from '@preact/signals'
import { type Instant, SECOND } from '@/lib/base/time'
import type { Examination } from '@/lib/services/unlocking'
import type { DashboardEdges, Opened } from './edges'

/** Where the person stands before the pages: each has its own view. */
export type Phase =
  | { readonly at: 'starting' }
  | { readonly at: 'open' }
  | { readonly at: 'locked'; readonly found: Extract<Examination, { state: 'present' }> | null }
  | { readonly at: 'lost'; readonly found: Extract<Examination, { state: 'lost' }> }
  | { readonly at: 'none' }
  | { readonly at: 'unusable' }
  /** Opening threw: something is broken that no view foresees. */
  | { readonly at: 'broken' }

export interface Dashboard {
  readonly phase: ReadonlySignal<Phase>
  readonly opened: ReadonlySignal<Opened | null>
  /** Grows with every change of the vault; whatever is computed from the vault reads it. */
  readonly tick: ReadonlySignal<number>
  /** Grows when the browser's list of sites that may ask changed. */
  readonly sitesTick: ReadonlySignal<number>
  /** When the vault locks by itself. */
  readonly deadline: ReadonlySignal<Instant | null>
  /** Looks again whether the vault is open, here or because another page opened or locked it. */
  look(): Promise<void>
  /** False: wrong, whatever the cause. */
  unlock(passphrase: string): Promise<boolean>
  /** Opens with the recovery phrase and sets the passphrase of the words' owner anew. */
  unlockWithPhrase(words: string, next: string): Promise<boolean>
  goOnWithLeft(): Promise<void>
  /** Keeps a lost vault aside and opens the page that makes a new one. */
  startOver(): Promise<void>
  lock(): Promise<void>
  /** The person did something. Told to the background at most every 30 s. */
  touch(): void
}

const TOUCH_EVERY = 30 * SECOND
const LOOK_EVERY = 10 * SECOND

/** The page's outermost state: locked or open, and following the vault while it is open. Ends with `lifetime`. */
export function createDashboard(edges: DashboardEdges, lifetime: AbortSignal): Dashboard {
  const phase = signal<Phase>({ at: 'starting' })
  const opened = signal<Opened | null>(null)
  const tick = signal(0)
  const sitesTick = signal(0)
  const deadline = signal<Instant | null>(null)
  let following: AbortController | null = null
  let touched = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | null = null
  let again = false

  function follow(next: Opened | null): void {
    following?.abort()
    following = null
    if (!next) return
    following = new AbortController()
    const signals = AbortSignal.any([following.signal, lifetime])
    next.vault.subscribe(() => {
      tick.value += 1
    }, signals)
  }

  async function lookOnce(): Promise<void> {
    const next = await edges.open()
    const until = next ? await edges.session.deadline() : null
    if (next) {
      batch(() => {
        deadline.value = until
        if (next.vault !== opened.value?.vault) {
          follow(next)
          opened.value = next
          tick.value += 1
        }
        if (phase.value.at !== 'open') phase.value = { at: 'open' }
      })
      return
    }
    if (phase.value.at === 'locked' && !opened.value) return
    // The values leave the page before anything else is asked of the disk.
    batch(() => {
      follow(null)
      opened.value = null
      deadline.value = null
      if (phase.value.at === 'open') phase.value = { at: 'locked', found: null }
    })
    phase.value = phaseOf(await edges.unlocking.examine())
  }

  /** One look at a time; a call during a look causes one more after it. */
  function look(): Promise<void> {
    if (looking !== null) {
      again = true
      return looking
    }
    looking = lookOnce()
      .catch(() => {
        phase.value = { at: 'broken' }
      })
      .then(() => {
        looking = null
        if (!again) return undefined
        again = false
        return look()
      })
    return looking
  }

  async function afterUnlock(): Promise<boolean> {
    await look()
    // The background opens the vault too; that it cannot is no reason to keep the person out.
    await edges.callApp('session.unlocked', {}).catch(() => null)
    return true
  }

  edges.session.onChange(() => void look(), lifetime)
  edges.onNotice((notice) => {
    if (notice === 'session') void look()
    if (notice === 'vault') void edges.session.vault().then((vault) => vault?.refresh())
    if (notice === 'sites') sitesTick.value += 1
  }, lifetime)
  edges.every(LOOK_EVERY, () => phase.value.at === 'open' && void look(), lifetime)
  lifetime.addEventListener('abort', () => follow(null), { once: true })

  return {
    phase,
    opened,
    tick,
    sitesTick,
    deadline,
    look,
    async unlock(passphrase) {
      const answer = await edges.unlocking.unlock(passphrase)
      return answer.ok ? afterUnlock() : false
    },
    async unlockWithPhrase(words, next) {
      // Opens the vault last: whoever sees it open has the new passphrase, and the forgotten one opens nothing any more.
      const answer = await edges.unlocking.resetPassphrase(words, next)
      return answer.ok ? afterUnlock() : false
    },
    async goOnWithLeft() {
      await edges.unlocking.acceptLeft()
      phase.value = { at: 'starting' }
      await look()
    },
    async startOver() {
      await edges.unlocking.startOver()
      edges.openWelcome()
      await look()
    },
    async lock() {
      await edges.session.lock()
      await edges.callApp('session.lock', {}).catch(() => null)
      await look()
    },
    touch() {
      const now = edges.now()
      if (phase.value.at !== 'open' || now - touched < TOUCH_EVERY) return
      touched = now
      void edges
        .callApp('session.touch', {})
        .then(async () => {
          deadline.value = await edges.session.deadline()
        })
        .catch(() => look())
    },
  }
}

function phaseOf(found: Examination): Phase {
  switch (found.state) {
    case 'present':
      return { at: 'locked', found }
    case 'lost':
      return { at: 'lost', found }
    default:
      return { at: found.state }
  }
}
