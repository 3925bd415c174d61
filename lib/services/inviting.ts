import { base64UrlBytes, equalBytes, toBase64Url, utf8 } from '@/lib/base/bytes'
import type { Json } from '@/lib/base/json'
import { plainLine } from '@/lib/base/text'
import { type Clock, HOUR, type Instant } from '@/lib/base/time'
import { createTurns } from '@/lib/base/turns'
import { seal } from '@/lib/crypto/seal'
import type { InvitingState } from '@/lib/protocol/meeting-app'
import type { Place } from '@/lib/replicas/kinds'
import { type Invitation, invitationText, invite, MOST_TEXT } from '@/lib/replication/invitation'
import {
  bytes32,
  commitmentOf,
  GRANT_CONTEXT,
  grantKey,
  hostValue,
  type Meeting,
  meetingOf,
  meetingWords,
  type Newcomer,
  parseNewcomer,
} from '@/lib/replication/meeting'
import { readRecovery } from '@/lib/replication/recovery'
import {
  createMeetingLanes,
  type Heard,
  type MeetingEdges,
  type MeetingLanes,
  placesOf,
} from '@/lib/services/meeting-lanes'
import type { MeetingStore } from '@/lib/services/meeting-store'
import type { Identity, SyncCrypto } from '@/lib/services/sync-identity'
import type { Vault } from '@/lib/vault/vault'

/** Lets another device in, on one that has the vault unlocked. In the background: it asks the places. */
export interface Inviting {
  /** Makes an invitation, in place of any other. @throws RangeError without a place that another device can reach. */
  invite(): Promise<InvitingState>
  /** What has come of it; to be asked every 2 s while the page shows it, and now and then later, so that nothing is left at the places. */
  look(): Promise<InvitingState>
  /** The person compared the words and they are the same. Nothing happens in any other state than `comparing`. */
  admit(): Promise<InvitingState>
  /** They are not, or the person thought better of it. */
  cancel(): Promise<InvitingState>
}

export interface InvitingEdges extends MeetingEdges {
  readonly vault: Vault
  readonly identity: () => Promise<Identity>
  /** The root key as the session has it; null once it is locked. */
  readonly root: () => Promise<Uint8Array | null>
  readonly crypto: SyncCrypto
  readonly store: MeetingStore
  /** The places as the person entered them. Folders are left out: they are a device's own. */
  readonly places: () => readonly Place[]
  readonly now: Clock
}

/** Places an invitation names: a picture of more is hard to read. */
const MOST_PLACES = 4

type Step = 'shown' | 'replied' | 'comparing' | 'admitting' | 'admitted' | 'ended'

/** What is kept between two looks. Texts are base64url. */
interface Kept {
  readonly step: Step
  readonly key: string
  readonly expires: Instant
  readonly places: Json
  readonly once: string
  readonly nonce: string
  readonly commitment?: string
  readonly newcomer?: { readonly [member: string]: Json }
  readonly problem?: 'expired' | 'used' | 'cancelled'
}

interface Open {
  readonly kept: Kept
  readonly meeting: Meeting
  readonly lanes: MeetingLanes
}

export function createInviting(edges: InvitingEdges): Inviting {
  const { vault, identity, crypto, store, random, now } = edges
  /** One thing after another: two looks at once would answer twice. */
  const inTurn = createTurns()

  async function read(): Promise<Open | null> {
    const value = await store.read()
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    const kept = value as unknown as Kept
    const meeting = meetingOf(base64UrlBytes(kept.key))
    return { kept, meeting, lanes: createMeetingLanes(meeting, placesOf(kept.places), edges) }
  }

  async function keep({ kept, ...open }: Open, more: Partial<Kept>): Promise<Open> {
    const next = { ...kept, ...more }
    await store.write(next as unknown as Json)
    return { ...open, kept: next }
  }

  async function end(open: Open, problem: NonNullable<Kept['problem']>): Promise<Open> {
    const ended = await keep(open, { step: 'ended', problem })
    await open.lanes.clear()
    // Whoever has the text, and comes or waits, is told why nothing comes of it.
    if (problem !== 'expired') await open.lanes.say('no', { problem })
    return ended
  }

  /** With as many places as one text takes: one is enough to meet at, and the log names the others. */
  function fitting(places: readonly Place[]): Invitation {
    for (let count = Math.min(places.length, MOST_PLACES); count > 0; count--) {
      const made = invite(random(32), places.slice(0, count) as unknown as Json, now())
      if (invitationText(made).length <= MOST_TEXT) return made
    }
    throw new RangeError('no place that another device can reach')
  }

  const isOver = ({ expires }: Kept) => now() >= expires || now() < expires - HOUR

  async function step(open: Open): Promise<{ readonly open: Open; readonly heard: Heard | null }> {
    const { kept, lanes } = open
    if (kept.step === 'ended' || kept.step === 'admitted') return { open, heard: null }
    if (isOver(kept)) return { open: await end(open, 'expired'), heard: null }
    const heard = await lanes.hear()
    const hellos = new Set(
      heard.messages.flatMap(({ name, value }) => (name.kind === 'hello' ? text(value.commitment) : [])),
    )
    if (kept.commitment) hellos.add(kept.commitment)
    // Who has its text besides the one it was meant for cannot be told from that one.
    if (hellos.size > 1 && kept.step !== 'admitting') return { open: await end(open, 'used'), heard }
    const [commitment] = hellos
    if (kept.step === 'shown' && commitment) {
      const to = bytes32(commitment)
      if (!to) return { open, heard }
      const taken = await keep(open, { step: 'replied', commitment })
      const own = await crypto.exchange(base64UrlBytes(kept.once))
      await lanes.say('reply', hostValue({ once: own.publicKey, nonce: base64UrlBytes(kept.nonce) }, to))
      return { open: taken, heard }
    }
    if (kept.step === 'replied') return { open: await revealed(open, heard), heard }
    if (kept.step === 'admitting') return { open: await taken(open, heard), heard }
    return { open, heard }
  }

  async function revealed(open: Open, { messages }: Heard): Promise<Open> {
    const { kept, lanes } = open
    const bound = base64UrlBytes(kept.commitment ?? '')
    for (const { name, value } of messages) {
      const newcomer = name.kind === 'reveal' ? parseNewcomer(value) : null
      if (!newcomer || !equalBytes(commitmentOf(newcomer), bound)) continue
      return keep(open, { step: 'comparing', newcomer: value })
    }
    // The answer may have been lost where the place was not reached.
    if (!messages.some(({ name }) => name.kind === 'reply')) {
      const own = await crypto.exchange(base64UrlBytes(kept.once))
      await lanes.say('reply', hostValue({ once: own.publicKey, nonce: base64UrlBytes(kept.nonce) }, bound))
    }
    return open
  }

  async function taken(open: Open, { messages, problem }: Heard): Promise<Open> {
    const newcomer = newcomerOf(open.kept)
    if (!newcomer) return open
    if (messages.some(({ name }) => name.kind === 'done')) {
      const me = await identity()
      await me.admit({ id: newcomer.device, key: newcomer.key, exchange: newcomer.exchange }, shown(newcomer))
      const admitted = await keep(open, { step: 'admitted' })
      await open.lanes.clear()
      await open.lanes.say('no', { problem: 'used' })
      return admitted
    }
    if (problem === null && !messages.some(({ name }) => name.kind === 'grant')) await grant(open, newcomer)
    return open
  }

  async function grant({ kept, meeting, lanes }: Open, newcomer: Newcomer): Promise<void> {
    const root = await edges.root()
    if (!root) return
    const own = await crypto.exchange(base64UrlBytes(kept.once))
    const sides = { host: own.publicKey, newcomer: newcomer.once, other: newcomer.once }
    const key = await grantKey(meeting, own, sides)
    const epochs = [...(await (await identity()).epochs())].filter(([id]) => id !== '')
    const { current } = readRecovery(vault)
    const given: Json = {
      vault: vault.id,
      root: toBase64Url(root),
      recovery: current ? toBase64Url(current.bytes) : null,
      epochs: Object.fromEntries(epochs.map(([id, bytes]) => [id, toBase64Url(bytes)])),
    }
    const sealed = seal(key, GRANT_CONTEXT, utf8(JSON.stringify(given)), random)
    await lanes.say('grant', { sealed: toBase64Url(sealed) })
  }

  async function told({
    open,
    heard,
  }: {
    readonly open: Open
    readonly heard: Heard | null
  }): Promise<InvitingState> {
    const { kept, meeting } = open
    const { expires, problem = 'expired' } = kept
    const newcomer = newcomerOf(kept)
    if (kept.step === 'ended') return { state: 'ended', problem }
    if (kept.step === 'shown' || kept.step === 'replied' || !newcomer) {
      const text = invitationText({ key: meeting.key, expires, places: kept.places })
      return { state: 'shown', text, expires, problem: heard?.problem ?? null }
    }
    const { device } = newcomer
    const name = shown(newcomer)
    if (kept.step === 'admitted') return { state: 'admitted', device, name }
    if (kept.step === 'admitting') return { state: 'admitting', name, expires }
    const own = await crypto.exchange(base64UrlBytes(kept.once))
    const words = meetingWords(meeting, { once: own.publicKey, nonce: base64UrlBytes(kept.nonce) }, newcomer)
    return { state: 'comparing', words, name, expires }
  }

  return {
    invite: () =>
      inTurn(async () => {
        const before = await read()
        if (before) await before.lanes.clear()
        const made = fitting(edges.places().filter(({ kind }) => kind !== 'folder'))
        const kept: Kept = {
          step: 'shown',
          key: toBase64Url(made.key),
          expires: made.expires,
          places: made.places,
          once: toBase64Url(random(32)),
          nonce: toBase64Url(random(32)),
        }
        await store.write(kept as unknown as Json)
        return { state: 'shown', text: invitationText(made), expires: made.expires, problem: null }
      }),
    look: () =>
      inTurn(async () => {
        const open = await read()
        if (!open) return { state: 'none' }
        const { step: at } = open.kept
        if ((at === 'ended' || at === 'admitted') && isOver(open.kept)) {
          await open.lanes.clear()
          await store.clear()
          return { state: 'none' }
        }
        return told(await step(open))
      }),
    admit: () =>
      inTurn(async () => {
        const open = await read()
        if (!open) return { state: 'none' }
        // Whoever came meanwhile as well is looked for once more.
        const looked = await step(open)
        const newcomer = newcomerOf(looked.open.kept)
        if (looked.open.kept.step !== 'comparing' || !newcomer) return told(looked)
        const admitting = await keep(looked.open, { step: 'admitting' })
        await grant(admitting, newcomer)
        return told({ open: admitting, heard: null })
      }),
    cancel: () =>
      inTurn(async () => {
        const open = await read()
        if (!open) return { state: 'none' }
        const { step: at } = open.kept
        if (at === 'admitted' || at === 'ended') {
          return told({ open, heard: null })
        }
        return told({ open: await end(open, 'cancelled'), heard: null })
      }),
  }
}

/** What somebody calls himself is shown on one line, as what it is. */
function shown({ name }: Newcomer): string {
  return plainLine(name)
}

function newcomerOf({ newcomer }: Kept): Newcomer | null {
  return newcomer ? parseNewcomer(newcomer) : null
}

function text(value: Json | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : []
}
