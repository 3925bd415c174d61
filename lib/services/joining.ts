import { base64UrlBytes, fromBase64Url, fromUtf8, toBase64Url } from '@/lib/base/bytes'
import { isId, newId } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import type { Clock, Instant } from '@/lib/base/time'
import { open as openSeal } from '@/lib/crypto/seal'
import { parseSlot } from '@/lib/crypto/slot'
import type { JoinProblem, JoinState } from '@/lib/protocol/meeting-app'
import type { Place } from '@/lib/replicas/kinds'
import { type Invitation, readInvitation } from '@/lib/replication/invitation'
import {
  bytes32,
  commitmentOf,
  GRANT_CONTEXT,
  grantKey,
  type Host,
  type Meeting,
  meetingOf,
  meetingWords,
  type Newcomer,
  newcomerValue,
  parseHost,
} from '@/lib/replication/meeting'
import type { ReplicaProblem } from '@/lib/replication/problem'
import { findByPhrase } from '@/lib/services/joining-by-phrase'
import {
  createMeetingLanes,
  type Heard,
  type MeetingEdges,
  type MeetingLanes,
  placesOf,
} from '@/lib/services/meeting-lanes'
import type { MeetingStore } from '@/lib/services/meeting-store'
import type { SyncCrypto } from '@/lib/services/sync-identity'

/** Comes to have a vault that other devices have. In the background: it asks the places. */
export interface Joining {
  /** @param name what this device is to be called, at most 100 characters. */
  byInvitation(text: string, name: string): Promise<JoinState>
  /** @param place with what is needed to reach it. @param words the recovery phrase as it was typed. @param name as above. */
  byPhrase(place: Place, words: string, name?: string): Promise<JoinState>
  /** What has come of it; to be asked every 2 s. */
  look(): Promise<JoinState>
  /** Gives up, and forgets all of it. Also once the vault was made. */
  forget(): Promise<void>
}

export interface JoiningEdges extends MeetingEdges {
  readonly crypto: SyncCrypto
  readonly store: MeetingStore
  readonly now: Clock
}

/** A vault's keys on a device that has nothing of it yet. */
export interface Joined {
  readonly vaultId: string
  readonly root: Uint8Array
  /** The recovery slot as others have it, `encodeSlot`'s bytes. */
  readonly recovery: Uint8Array | null
  /** The id this device was let in under. */
  readonly device: string
  /** What it keeps for itself (`vault.chains.writeOwn`): its private keys, epochs, and the places it joined over. */
  readonly own: Json
}

/** What is kept between two looks. Texts are base64url. */
interface Kept {
  readonly step: 'hello' | 'revealed' | 'ready' | 'refused'
  readonly places: Json
  readonly device: string
  readonly signing: string
  readonly exchange: string
  readonly key?: string
  readonly expires?: Instant
  readonly name?: string
  readonly once?: string
  readonly nonce?: string
  readonly host?: { readonly once: string; readonly nonce: string }
  readonly problem?: JoinProblem
  readonly place?: ReplicaProblem | null
  readonly vault?: Given
}

interface Given {
  readonly vault: string
  readonly root: string
  readonly recovery: string | null
  readonly epochs: { readonly [id: string]: string }
}

interface Open {
  readonly kept: Kept
  readonly meeting: Meeting
  readonly lanes: MeetingLanes
  readonly newcomer: Newcomer
}

export function createJoining(edges: JoiningEdges): Joining {
  const { crypto, store, random, now } = edges
  let last: Promise<unknown> = Promise.resolve()

  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = last.then(work)
    last = turn.catch(() => {})
    return turn
  }

  const fresh = () => ({
    device: newId(random),
    signing: toBase64Url(random(32)),
    exchange: toBase64Url(random(32)),
  })

  async function keep(kept: Kept): Promise<Kept> {
    await store.write(kept as unknown as Json)
    return kept
  }

  const no = (problem: JoinProblem, place: ReplicaProblem | null = null): JoinState => ({
    state: 'refused',
    problem,
    place,
  })

  /** What was begun is over with it. */
  async function refuse(problem: JoinProblem): Promise<JoinState> {
    await store.clear()
    return no(problem)
  }

  async function opened(kept: Kept): Promise<Open> {
    const meeting = meetingOf(base64UrlBytes(kept.key))
    const { publicKey: key } = await crypto.signer(base64UrlBytes(kept.signing))
    const { publicKey: exchange } = await crypto.exchange(base64UrlBytes(kept.exchange))
    const { publicKey: once } = await crypto.exchange(base64UrlBytes(kept.once))
    const newcomer = {
      device: kept.device,
      key,
      exchange,
      once,
      nonce: base64UrlBytes(kept.nonce),
      name: kept.name ?? '',
    }
    return { kept, meeting, lanes: createMeetingLanes(meeting, placesOf(kept.places), edges), newcomer }
  }

  async function begin({ key, expires, places }: Invitation, name: string): Promise<JoinState> {
    if (placesOf(places).length === 0) return no('damaged')
    const kept: Kept = {
      ...fresh(),
      step: 'hello',
      key: toBase64Url(key),
      expires,
      places,
      name: name.slice(0, 100),
      once: toBase64Url(random(32)),
      nonce: toBase64Url(random(32)),
    }
    const open = await opened(kept)
    const heard = await open.lanes.hear()
    if (heard.problem) return no('unreachable', heard.problem)
    if (heard.isNewer) return no('newer')
    const why = noOf(heard)
    if (why) return no(why)
    if (heard.messages.some((one) => one.name.kind === 'hello')) return no('used')
    await keep(kept)
    return hello(open, heard)
  }

  async function hello(open: Open, heard: Heard): Promise<JoinState> {
    const commitment = toBase64Url(commitmentOf(open.newcomer))
    const isThere = heard.messages.some(({ value }) => value.commitment === commitment)
    if (!isThere) await open.lanes.say('hello', { commitment })
    return { state: 'waiting', expires: open.kept.expires ?? 0, place: heard.problem }
  }

  async function step(open: Open): Promise<JoinState> {
    const { kept, meeting, lanes, newcomer } = open
    const { expires = 0 } = kept
    if (now() >= expires) {
      await lanes.clear(['no'])
      return refuse('expired')
    }
    const heard = await lanes.hear()
    const granted = kept.step === 'revealed' ? await grantIn(open, heard) : null
    if (granted) {
      const ready = await keep({ ...kept, step: 'ready', vault: granted })
      await lanes.say('done', {})
      return told(ready)
    }
    const why = noOf(heard)
    if (why) return refuse(why)
    if (kept.step === 'revealed') {
      // What was said may not have come there, or was lost with a place.
      if (heard.problem === null && !heard.messages.some(({ name }) => name.kind === 'reveal'))
        await lanes.say('reveal', newcomerValue(newcomer))
      return { state: 'comparing', words: wordsOf(open), expires }
    }
    const bound = commitmentOf(newcomer)
    const hosts = heard.messages.flatMap(({ name, value }) =>
      name.kind === 'reply' ? (parseHost(value, bound) ?? []) : [],
    )
    const [host] = hosts
    if (!host) return hello(open, heard)
    // Two that answer for the same device: somebody else has the text.
    if (hosts.some((other) => toBase64Url(other.once) !== toBase64Url(host.once))) return refuse('used')
    const next: Kept = {
      ...kept,
      step: 'revealed',
      host: { once: toBase64Url(host.once), nonce: toBase64Url(host.nonce) },
    }
    await keep(next)
    await lanes.say('reveal', newcomerValue(newcomer))
    return { state: 'comparing', words: meetingWords(meeting, host, newcomer), expires }
  }

  function wordsOf({ kept, meeting, newcomer }: Open): readonly string[] {
    const host: Host = { once: base64UrlBytes(kept.host?.once), nonce: base64UrlBytes(kept.host?.nonce) }
    return meetingWords(meeting, host, newcomer)
  }

  async function grantIn({ kept, meeting }: Open, { messages }: Heard): Promise<Given | null> {
    const own = await crypto.exchange(base64UrlBytes(kept.once))
    const host = base64UrlBytes(kept.host?.once)
    const key = await grantKey(meeting, own, { host, newcomer: own.publicKey, other: host })
    for (const { name, value } of messages) {
      const sealed =
        name.kind === 'grant' && typeof value.sealed === 'string' ? fromBase64Url(value.sealed) : null
      const plain = sealed && openSeal(key, GRANT_CONTEXT, sealed)
      const given = plain && parseGiven(fromUtf8(plain))
      if (given) return given
    }
    return null
  }

  return {
    byInvitation: (text, name) =>
      inTurn(async () => {
        const read = readInvitation(text, now())
        if (!read.ok) return no(read.reason)
        const before = (await store.read()) as unknown as Kept | null
        // The same text once more, after a page was closed: what was begun goes on.
        if (before?.key === toBase64Url(read.value.key)) return look()
        return begin(read.value, name)
      }),
    byPhrase: (place, words, name = '') =>
      inTurn(async () => {
        const found = await findByPhrase(place, words, edges)
        if (!found.ok) return no(found.reason.problem, found.reason.place)
        const { vaultId, root, recovery, epochs } = found.value
        const given: Given = {
          vault: vaultId,
          root: toBase64Url(root),
          recovery: toBase64Url(recovery),
          epochs: Object.fromEntries([...epochs].map(([id, bytes]) => [id, toBase64Url(bytes)])),
        }
        root.fill(0)
        const places = [place] as unknown as Json
        return told(await keep({ ...fresh(), step: 'ready', name: name.slice(0, 100), places, vault: given }))
      }),
    look: () => inTurn(look),
    forget: () =>
      inTurn(async () => {
        const kept = (await store.read()) as unknown as Kept | null
        await store.clear()
        if (kept?.key && kept.step !== 'ready') await (await opened(kept)).lanes.clear(['no', 'done'])
      }),
  }

  async function look(): Promise<JoinState> {
    const kept = (await store.read()) as unknown as Kept | null
    if (!kept) return { state: 'none' }
    if (kept.step === 'ready') return told(kept)
    return step(await opened(kept))
  }
}

function told({ vault }: Kept): JoinState {
  return vault ? { state: 'ready', vaultId: vault.vault } : { state: 'none' }
}

/** The keys of a vault that this device may have from now on; null before `ready`. */
export async function readJoined(store: Pick<MeetingStore, 'read'>): Promise<Joined | null> {
  const kept = (await store.read()) as unknown as Kept | null
  const { vault, device, signing, exchange, places, name } = kept ?? {}
  const root = bytes32(vault?.root)
  if (!vault || !root || !device || !signing || !exchange) return null
  const recovery = vault.recovery === null ? null : fromBase64Url(vault.recovery)
  const own: Json = { signing, exchange, epochs: vault.epochs, places: places ?? [], name: name ?? '' }
  return { vaultId: vault.vault, root, recovery, device, own }
}

function parseGiven(text: string): Given | null {
  const { vault, root, recovery, epochs } = JSON.parse(text) as { readonly [member: string]: Json }
  if (!isId(vault) || bytes32(root) === null) return null
  const slot = typeof recovery === 'string' ? fromBase64Url(recovery) : null
  if (typeof epochs !== 'object' || epochs === null || Array.isArray(epochs)) return null
  const good = Object.entries(epochs).filter(([, key]) => bytes32(key) !== null)
  return {
    vault,
    root: root as string,
    recovery: slot && parseSlot(slot) ? (recovery as string) : null,
    epochs: Object.fromEntries(good) as { readonly [id: string]: string },
  }
}

function noOf({ messages }: Heard): JoinProblem | null {
  const no = messages.find(({ name }) => name.kind === 'no')
  if (!no) return null
  const { problem } = no.value
  return problem === 'cancelled' || problem === 'expired' ? problem : 'used'
}
