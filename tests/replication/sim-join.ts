import { fromBase64Url, toBase64Url } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import { phraseOf } from '@/lib/crypto/phrase'
import { encodeSlotTable } from '@/lib/crypto/slots'
import { wrapForPhrase } from '@/lib/crypto/wrap'
import type { Place } from '@/lib/replicas/kinds'
import { recoverySeed } from '@/lib/replication/recovery'
import { createInviting } from '@/lib/services/inviting'
import { createJoining, type Joined, readJoined } from '@/lib/services/joining'
import type { SyncCrypto } from '@/lib/services/sync-identity'
import { notePhrase } from '@/lib/services/sync-recovery'
import type { Chance, Scheduler } from '@/tests/replication/scheduler'
import { SIM_ROOT, SIM_VAULT, type SimDevice } from '@/tests/replication/sim-device'
import type { SimPlace } from '@/tests/replication/sim-place'

const ENTROPY = new Uint8Array(32).fill(21)
const PHRASE = phraseOf(ENTROPY).join(' ')
const vaultId = fromBase64Url(SIM_VAULT) as Uint8Array
let next = 0
const SLOT = wrapForPhrase(
  {
    vaultId,
    root: SIM_ROOT,
    now: 1_790_000_000_000,
    random: (length) => Uint8Array.from({ length }, () => next++ & 0xff),
  },
  ENTROPY,
)
/** The recovery phrase's slot alone: no device of the simulation is ever unlocked. */
export const SIM_SLOTS = encodeSlotTable({ vaultId, generation: 1, slots: [SLOT] }, SIM_ROOT)

export async function noteSimPhrase(device: SimDevice, crypto: SyncCrypto): Promise<void> {
  const { publicKey } = await crypto.exchange(recoverySeed(ENTROPY))
  await notePhrase(device.vault, SLOT, publicKey)
}

/** A device on its way in: each step is one look on either side. */
export interface SimJoin {
  readonly by: SimDevice | null
  /** @returns what it was let in with, once it is; `over` when nothing comes of it any more. */
  step(): Promise<Joined | 'over' | null>
  /** Whether the one that let it in has said so in the log. */
  isAdmitted(): boolean
}

export interface SimJoinParts {
  readonly scheduler: Scheduler
  readonly dice: Chance
  readonly random: RandomBytes
  readonly places: readonly SimPlace[]
  readonly crypto: SyncCrypto
  readonly clock: () => number
  /** What the new device is called, by which places know it. */
  readonly name: string
}

function store() {
  let value: Json = null
  return {
    read: async () => value,
    async write(given: Json) {
      value = JSON.parse(JSON.stringify(given)) as Json
    },
    async clear() {
      value = null
    },
  }
}

const addressOf = (place: SimPlace): Place => ({
  kind: 'webdav',
  address: `https://${place.id}.example/`,
  name: 'ada',
  password: 'x',
})

/** By an invitation of `by`, or with the recovery phrase and a place. */
export function simJoin(by: SimDevice | null, parts: SimJoinParts): SimJoin {
  const { scheduler, dice, random, places, crypto, clock, name } = parts
  const life = {}
  const open = (as: string) => (place: Place) => {
    const id = place.kind === 'webdav' ? new URL(place.address).host.replace('.example', '') : ''
    const found = places.find((one) => one.id === id)
    if (!found) throw new Error('no such place')
    return found.for(life, as)
  }
  const edges = { crypto, now: clock, random, timeout: () => new AbortController().signal }
  const joinStore = store()
  const inviteStore = store()
  const joining = createJoining({ ...edges, open: open(name), store: joinStore })
  let text: string | null = null
  let admitted = false
  let ready: Joined | null = null

  /** Anew each time: whoever invites may have been stopped since. */
  const inviting = (host: SimDevice) =>
    createInviting({
      ...edges,
      open: open(host.name),
      store: inviteStore,
      vault: host.vault,
      identity: host.syncing.identity,
      root: async () => SIM_ROOT.slice(),
      places: () => places.map(addressOf),
    })

  async function host(): Promise<'over' | null> {
    if (!by || admitted) return null
    if (by.isGone) return ready ? null : 'over'
    const mine = inviting(by)
    const state =
      text === null
        ? await scheduler.drive(mine.invite(), 'an invitation')
        : await scheduler.drive(mine.look(), 'a look')
    if (state.state === 'shown') text = state.text
    if (state.state === 'comparing') {
      const asked = await scheduler.drive(joining.look(), 'words')
      if (asked.state === 'refused') return 'over'
      if (asked.state === 'comparing') {
        if (asked.words.join() !== state.words.join()) throw new Error(`${name} shows other words`)
        await scheduler.drive(mine.admit(), 'a yes')
      }
    }
    if (state.state === 'admitted') admitted = true
    return state.state === 'ended' || state.state === 'none' ? 'over' : null
  }

  return {
    by,
    isAdmitted: () => admitted,
    async step() {
      if ((await host()) === 'over') return ready ? null : 'over'
      if (ready) return admitted || by?.isGone ? 'over' : null
      const place = dice.of(places)
      const state =
        by === null && place
          ? await scheduler.drive(joining.byPhrase(addressOf(place), PHRASE), 'a phrase')
          : await scheduler.drive(
              (await joinStore.read()) === null && text ? joining.byInvitation(text, name) : joining.look(),
              'a joining',
            )
      if (state.state === 'refused') return 'over'
      if (state.state !== 'ready') return null
      ready = await readJoined(joinStore)
      if (ready && toBase64Url(ready.root) !== toBase64Url(SIM_ROOT))
        throw new Error(`${name} got another key`)
      return ready
    },
  }
}
