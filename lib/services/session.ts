import { fromBase64Url, toBase64Url } from '@/lib/base/bytes'
import type { Secret } from '@/lib/base/secret'
import { type Clock, type Instant, MINUTE, SECOND } from '@/lib/base/time'
import { isOutOfReach } from '@/lib/vault/errors'
import type { Vault } from '@/lib/vault/vault'

/** What is kept in memory of the browser while the vault is unlocked (`storage.session`, trusted contexts only). */
export interface StoredSession {
  /** Root key, base64url. */
  readonly root: string
  readonly vaultId: string
  /** The vault locks at this instant; enforced at every use, not only by a timer. */
  readonly deadline: Instant
  /** When the passphrase was last given. */
  readonly authenticated: Instant
  /** The latest time any context saw: a clock set back behind it locks, as it would put the deadline off. */
  readonly seen?: Instant
}

export interface SessionStore {
  read(): Promise<StoredSession | null>
  write(session: StoredSession): Promise<void>
  clear(): Promise<void>
  /** Id of this browser session: made at its first use, gone when the browser ends. */
  browserSession(): Promise<string>
  onChange(listener: () => void, signal: AbortSignal): void
}

/** The vault as this context last knew it. */
export interface HeldVault {
  readonly vault: Vault
  /** Whether the passphrase was given lately. */
  readonly isFresh: boolean
  /**
   * Whether all this still holds at the moment when this is read. Nothing may be written or released before it says so; a
   * commit takes it as what it is `provided` with.
   */
  readonly stands: Promise<boolean>
}

/** The unlocked vault of this context, opened on demand and closed at the deadline or when another context locks. */
export interface Session {
  /** The open vault, or null while it is locked. Enforces the deadline and follows the log's tail. */
  vault(): Promise<Vault | null>
  /** The same, with what else of the session a decision needs: asked of the store once. */
  held(): Promise<HeldVault | null>
  /** The same, by what the store said in the last 50 ms: for the further parts or pages of something that is on its way. */
  heldLately(): Promise<HeldVault | null>
  /**
   * The open vault without following the log's tail, for whoever decides inside a commit: that one compares the head and
   * decides again when it was behind. Null while it is locked.
   */
  forCommit(): Promise<HeldVault | null>
  /** Takes the root key over. */
  begin(root: Secret, vaultId: string): Promise<void>
  /** Moves the deadline to now + the person's auto-lock time. */
  touch(): Promise<void>
  lock(): Promise<void>
  deadline(): Promise<Instant | null>
  /** Whether the passphrase was given within the last two minutes. */
  isFresh(): Promise<boolean>
  /** Notes that the passphrase was given just now. */
  refresh(): Promise<void>
  browserSession(): Promise<string>
  onChange(listener: () => void, signal: AbortSignal): void
}

/** Where the person's auto-lock time stands, in whole minutes. */
const SETTING = { collection: '~settings', id: 'session', field: 'autoLockMinutes' } as const
const DEFAULT_MINUTES = 15
const MOST_MINUTES = 7 * 24 * 60

/** For how long the passphrase need not be given again before something sensitive leaves. */
const FRESH = 2 * MINUTE

/** A clock is set right by this much without anybody noticing. */
const CLOCK_SLACK = 5 * SECOND

/** For how long what the store said is good for parts that follow on another, in milliseconds. */
const LATELY = 50

/** A deadline is moved, and the latest time noted, no more often than this. */
const WRITE_EVERY = SECOND
const NOTE_EVERY = 30 * SECOND

export interface SessionEdges {
  readonly store: SessionStore
  /** Takes the root key's bytes over. */
  readonly openVault: (root: Uint8Array, vaultId: string) => Promise<Vault>
  readonly now: Clock
  /** Runs `work` while no other context of ours changes the stored session. A Web Lock where nothing is given. */
  readonly exclusively?: <Value>(work: () => Promise<Value>) => Promise<Value>
  /** A page's: has the background lock as well. Nobody hears that the vault is locked before that answered. */
  readonly lockFirst?: () => Promise<unknown>
  /**
   * The background's: whoever locks does it through this context (`lockFirst`), so that what sites ask for is decided by what
   * this one knows, without a question to the store.
   */
  readonly isLockedThrough?: boolean
  /** Ends the listening; the context's own end does too. */
  readonly signal?: AbortSignal
}

interface OpenVault {
  readonly root: string
  readonly vaultId: string
  readonly vault: Promise<Vault>
}

/**
 * One vault for this context. Whether it may be used stands in the store, which all contexts share: every use reads it
 * again, so a context that slept through the lock of another cannot go on. Only the one that all others lock through need
 * not, for a commit. The store is changed only under the lock and after reading it again there, so that no late write
 * brings back a session that was ended.
 */
export function createSession(edges: SessionEdges): Session {
  const { store, openVault, now, exclusively = underWebLock, lockFirst, isLockedThrough = false } = edges
  const { signal = new AbortController().signal } = edges
  const listeners = new Set<() => void>()
  let opened: OpenVault | null = null
  /** Opened by `begin` and not stored yet: an empty store does not close it, only `lock` does. */
  let beginning: OpenVault | null = null
  /** What the store said last. */
  let known: StoredSession | null = null
  let latest = { of: '', at: 0 }
  /** What `held` gave last. */
  let lately: { readonly of: OpenVault; readonly held: HeldVault; readonly at: Instant } | null = null
  let told: string | null = null

  store.onChange(() => void follow().catch(close), signal)
  signal.addEventListener('abort', close)

  /** What another context did: a vault whose session is gone is closed, whoever asked for it. */
  async function follow(): Promise<void> {
    const stored = await readStore()
    if (opened && opened !== beginning && !(stored && isOf(opened, stored))) close()
    tell(stored)
  }

  async function readStore(): Promise<StoredSession | null> {
    known = await store.read()
    return known
  }

  /** The stored session while it is in force; ends it when its time is over. */
  async function current(): Promise<StoredSession | null> {
    const stored = await readStore()
    if (!stored) {
      if (opened !== beginning) close()
      tell(null)
      return null
    }
    if (isOver(stored)) return change(stored, (again) => (isOver(again) ? null : again))
    if (latest.at - lastSeen(stored) < NOTE_EVERY) return stored
    return change(stored, (again) => ({ ...again, seen: latest.at }))
  }

  /** The same for a commit, by what this context knows where that is enough. */
  async function currentForCommit(): Promise<StoredSession | null> {
    const isKnown = isLockedThrough && opened && known && isOf(opened, known) && !isOver(known)
    return isKnown && latest.at - lastSeen(known as StoredSession) < NOTE_EVERY ? known : current()
  }

  /** By the deadline, or because the clock stands before a time that was seen already: that would put it off. */
  function isOver(stored: StoredSession): boolean {
    const time = now()
    const of = `${stored.root} ${stored.authenticated}`
    const before = latest.of === of ? latest.at : 0
    latest = { of, at: Math.max(before, lastSeen(stored), time) }
    return time >= stored.deadline || time < latest.at - CLOCK_SLACK
  }

  /** Stores what `update` makes of the session `before`, and returns it; null, and nothing done, when that one is gone. */
  function change(
    before: StoredSession,
    update: (stored: StoredSession) => StoredSession | null,
  ): Promise<StoredSession | null> {
    return exclusively(async () => {
      const stored = await readStore()
      if (!stored || !isSame(before, stored)) return null
      const next = update(stored)
      if (next === stored) return stored
      await (next ? store.write(next) : store.clear())
      known = next
      if (!next) close()
      tell(next)
      return next
    })
  }

  async function heldNow(): Promise<HeldVault | null> {
    // The tail is read beside the store: what it says is given to nobody unless the session stands.
    const before = opened
    const ahead = before?.vault.then((vault) => vault.refresh())
    ahead?.catch(() => undefined)
    const held = await hold()
    if (!held) return null
    await (before === held.mine ? ahead : held.vault.refresh())?.catch(unlessOutOfReach)
    if (opened !== held.mine) return null
    const standing = standingOf(held)
    lately = { of: held.mine, held: standing, at: now() }
    return standing
  }

  async function vault(): Promise<Vault | null> {
    return (await heldNow())?.vault ?? null
  }

  const standingOf = ({
    vault,
    stored,
  }: Pick<NonNullable<Awaited<ReturnType<typeof hold>>>, 'vault' | 'stored'>) => ({
    vault,
    isFresh: wasJustGiven(stored),
    stands: Promise.resolve(true),
  })

  async function hold() {
    const stored = await current()
    if (!stored) return null
    const mine = opened && isOf(opened, stored) ? opened : adopt(stored, openStored(stored))
    const vault = await mine.vault
    // Locked while it opened: the caller waited for something that is no longer allowed.
    if (opened !== mine) return null
    known ??= stored
    return { mine, vault, stored }
  }

  async function isStill(mine: OpenVault, last: StoredSession): Promise<boolean> {
    const stored = await currentForCommit()
    return opened === mine && stored !== null && isSame(last, stored)
  }

  const wasJustGiven = ({ authenticated }: StoredSession) => now() - authenticated < FRESH

  function openStored(stored: StoredSession): Promise<Vault> {
    const root = fromBase64Url(stored.root)
    return root ? openVault(root, stored.vaultId) : Promise.reject(new Error('stored session is damaged'))
  }

  function adopt({ root, vaultId }: { root: string; vaultId: string }, opening: Promise<Vault>): OpenVault {
    close()
    const mine: OpenVault = { root, vaultId, vault: opening }
    opened = mine
    opening.catch(() => {
      if (opened === mine) opened = null
    })
    return mine
  }

  async function begin(secret: Secret, vaultId: string): Promise<void> {
    const bytes = Uint8Array.from(secret.reveal())
    secret.forget()
    const wanted = { root: toBase64Url(bytes), vaultId }
    const mine = opened && isOf(opened, wanted) ? opened : adopt(wanted, openVault(bytes, vaultId))
    beginning = mine
    try {
      // Opened before it is stored: no context may see a session whose vault does not open.
      const vault = await mine.vault
      await exclusively(async () => {
        if (opened !== mine) throw new Error('locked while it was unlocking')
        const time = now()
        const stored = { ...wanted, deadline: time + autoLock(vault), authenticated: time, seen: time }
        await store.write(stored)
        known = stored
        tell(stored)
      })
    } finally {
      if (beginning === mine) beginning = null
    }
  }

  async function extend(isAuthenticated: boolean): Promise<void> {
    const open = await vault()
    const before = open && (await readStore())
    if (!before) return
    const time = now()
    const deadline = time + autoLock(open)
    if (!isAuthenticated && Math.abs(deadline - before.deadline) < WRITE_EVERY) return
    const authenticated = isAuthenticated ? time : before.authenticated
    await change(before, (stored) => ({ ...stored, deadline, authenticated, seen: time }))
  }

  async function lock(): Promise<void> {
    close()
    const first = lockFirst?.().catch(() => undefined)
    await exclusively(async () => {
      close()
      await store.clear()
      tell(null)
    })
    await first
  }

  function close(): void {
    const closing = opened
    opened = null
    known = null
    lately = null
    closing?.vault.then((vault) => vault.close()).catch(() => undefined)
  }

  function tell(stored: StoredSession | null): void {
    const state = stored && `${stored.vaultId} ${stored.root}`
    if (state === told) return
    told = state
    for (const listener of [...listeners]) listener()
  }

  return {
    vault,
    held: heldNow,
    heldLately: async () =>
      lately && lately.of === opened && Math.abs(now() - lately.at) < LATELY ? lately.held : heldNow(),
    async forCommit() {
      const [mine, last] = [opened, known]
      if (mine && last && isOf(mine, last)) {
        return {
          vault: await mine.vault,
          isFresh: wasJustGiven(last),
          get stands() {
            return isStill(mine, last)
          },
        }
      }
      const held = await hold()
      return held && standingOf(held)
    },
    begin,
    touch: () => extend(false),
    refresh: () => extend(true),
    lock,
    deadline: async () => (await current())?.deadline ?? null,
    async isFresh() {
      const stored = await current()
      return stored !== null && wasJustGiven(stored)
    },
    browserSession: () => store.browserSession(),
    onChange(listener, until) {
      if (until.aborted) return
      listeners.add(listener)
      until.addEventListener('abort', () => listeners.delete(listener))
    },
  }
}

function underWebLock<Value>(work: () => Promise<Value>): Promise<Value> {
  return navigator.locks.request('selfstead-session', work) as Promise<Value>
}

function isOf(opened: OpenVault, stored: { readonly root: string; readonly vaultId: string }): boolean {
  return opened.root === stored.root && opened.vaultId === stored.vaultId
}

/** The same unlocking; its deadline may have moved. */
function isSame(a: StoredSession, b: StoredSession): boolean {
  return a.root === b.root && a.vaultId === b.vaultId && a.authenticated === b.authenticated
}

function lastSeen(stored: StoredSession): Instant {
  return stored.seen ?? stored.authenticated
}

/** The person's auto-lock time; the default where the setting is missing or out of bounds. */
function autoLock(vault: Vault): number {
  const minutes = vault.get(SETTING.collection, SETTING.id)?.fields[SETTING.field]?.[0]?.value
  const isChosen =
    typeof minutes === 'number' && Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES
  return (isChosen ? minutes : DEFAULT_MINUTES) * MINUTE
}

/**
 * A disk that cannot be read just now takes nothing away from what is in memory: it stays readable. Nothing is released by
 * it, as every release is a commit, and that fails.
 */
function unlessOutOfReach(error: unknown): void {
  if (!isOutOfReach(error)) throw error
}
