import { utf8 } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import type { RecordState } from '@/lib/records/record'
import type { Replica } from '@/lib/replicas/replica'
import type { Joined } from '@/lib/services/joining'
import type { SyncCrypto } from '@/lib/services/sync-identity'
import { freshOwn } from '@/lib/services/sync-keys'
import { createSyncing, type Syncing, type SyncLimits } from '@/lib/services/syncing'
import { type DeepVault, deepVault } from '@/lib/vault/deep'
import { createVault, openVault } from '@/lib/vault/open'
import type { Scheduler } from '@/tests/replication/scheduler'
import type { SimPlace } from '@/tests/replication/sim-place'
import { type MemoryDevice, memoryDevice } from '@/tests/support/memory-places'

export const SIM_VAULT = 'AAECAwQFBgcICQoLDA0ODw'
export const SIM_ROOT = new Uint8Array(32).fill(7)

/** A device of the simulation: what lies on its disk outlives what runs on it. */
export interface SimDevice {
  readonly name: string
  readonly disk: MemoryDevice
  readonly vault: DeepVault
  readonly syncing: Syncing
  /** Whether it was thrown away for good. */
  isGone: boolean
  isRunning(): boolean
  start(): void
  /** Stops it where it is and starts it anew from its disk. */
  kill(): Promise<void>
  destroy(): void
}

export interface SimDeviceParts {
  readonly scheduler: Scheduler
  readonly random: RandomBytes
  readonly places: readonly SimPlace[]
  readonly crypto: SyncCrypto
  readonly clock: () => number
  /** What it was let in with; the first device makes the vault. */
  readonly joined: Joined | null
  readonly slots: Uint8Array
  /** Files of a device's disk that this one's is restored from: then there are two of it. */
  readonly restored?: MemoryDevice
  readonly fault: SimFault
}

/** What is broken on purpose, to see whether it is found. */
export interface SimFault {
  readonly limits?: Partial<SyncLimits>
  /** The vault as the engine gets it. */
  readonly vault?: (vault: DeepVault) => DeepVault
  readonly place?: (replica: Replica) => Replica
  /** What becomes of a change that a person makes. */
  readonly change?: (change: RecordState) => RecordState
}

let disks = 0

export async function simDevice(name: string, parts: SimDeviceParts): Promise<SimDevice> {
  const { scheduler, random, places, crypto, clock, joined, slots, restored, fault } = parts
  const disk = memoryDevice({ database: `simulated-${disks++}`, random })
  const context = () => ({ ...disk.context(), now: clock, wait: async () => {} })
  let life = {}
  let running = false
  const own = joined ? utf8(JSON.stringify(joined.own)) : freshOwn(random)
  for (const [file, bytes] of restored?.files ?? []) disk.files.set(file, bytes.slice())
  disk.sentinel = restored?.sentinel ?? null
  let vault = restored
    ? deepVault(await openVault(context(), { vaultId: SIM_VAULT, root: SIM_ROOT }))
    : deepVault(
        await createVault(context(), {
          vaultId: SIM_VAULT,
          root: SIM_ROOT,
          slots,
          own,
          ...(joined ? { device: joined.device } : {}),
        }),
      )
  let syncing = begin()

  function begin(): Syncing {
    const mine = life
    return createSyncing({
      vault: gated(fault.vault?.(vault) ?? vault, mine, scheduler),
      replicas: places.map((place) => ({ id: place.id, replica: faulty(place.for(mine, name), fault) })),
      crypto,
      random,
      name,
      now: clock,
      timeout: () => new AbortController().signal,
      sleep: () => scheduler.gate(mine, 'sleep'),
      alarm: () => {},
      limits: { copies: 2, objects: 12, perSegment: 0, erasing: 0, ...fault.limits },
    })
  }

  const device: SimDevice = {
    name,
    disk,
    isGone: false,
    get vault() {
      return fault.change ? altered(vault, fault.change) : vault
    },
    get syncing() {
      return syncing
    },
    isRunning: () => running,
    start() {
      if (running || device.isGone) return
      running = true
      const mine = life
      syncing.run(true).then(
        () => {
          if (mine === life) running = false
        },
        () => {},
      )
    },
    async kill() {
      scheduler.end(life)
      syncing.stop()
      vault.close()
      life = {}
      running = false
      vault = deepVault(await openVault(context(), { vaultId: SIM_VAULT, root: SIM_ROOT }))
      syncing = begin()
    },
    destroy() {
      scheduler.end(life)
      syncing.stop()
      vault.close()
      device.isGone = true
      running = false
    },
  }
  return device
}

/** The vault as its person has it, whose changes are not what they should be. */
function altered(vault: DeepVault, change: (change: RecordState) => RecordState): DeepVault {
  const commit: DeepVault['commit'] = (make, how) => vault.commit((state) => make(state).map(change), how)
  return Object.create(vault, { commit: { value: commit } })
}

/** The vault as the engine has it: it can be stopped before and after everything it writes. */
function gated(vault: DeepVault, life: object, scheduler: Scheduler): DeepVault {
  const step = async <Value>(label: string, work: () => Promise<Value>): Promise<Value> => {
    await scheduler.gate(life, label)
    const value = await scheduler.busy(work)
    await scheduler.gate(life, `${label} done`)
    return value
  }
  const { chains, slots, blobs, sealedBlobs } = vault
  return {
    ...vault,
    get device() {
      return vault.device
    },
    slots: {
      recovery: () => scheduler.busy(() => slots.recovery()),
      adopt: (slot) => step('adopt', () => slots.adopt(slot)),
      tableOf: slots.tableOf,
    },
    blobs: { ...blobs, sweep: (keep) => step('sweep', () => blobs.sweep(keep)) },
    sealedBlobs: {
      groups: (id) => scheduler.busy(() => sealedBlobs.groups(id)),
      begun: (id) => scheduler.busy(() => sealedBlobs.begun(id)),
      read: (id, group) => scheduler.busy(() => sealedBlobs.read(id, group)),
      write: (id, group, bytes) => step('part', () => sealedBlobs.write(id, group, bytes)),
    },
    commit: (prepare, options) => step('commit', () => vault.commit(prepare, options)),
    refresh: () => scheduler.busy(() => vault.refresh()),
    chains: {
      ...chains,
      // Through the machine's own cryptography, which ends in another thread.
      open: (segments) => scheduler.busy(() => chains.open(segments)),
      absorb: (segments, until) => step('absorb', () => chains.absorb(segments, until)),
      hashAt: (device, sequence) => scheduler.busy(() => chains.hashAt(device, sequence)),
      compare: (device, segments) => scheduler.busy(() => chains.compare(device, segments)),
      part: (device, at, beside, note) => step('part', () => chains.part(device, at, beside, note)),
      restate: (segments, ends) => step('restate', () => chains.restate(segments, ends)),
      pack: () => step('pack', () => chains.pack()),
      readOwn: () => scheduler.busy(() => chains.readOwn()),
      writeOwn: (plain) => step('own', () => chains.writeOwn(plain)),
      readNote: (name) => scheduler.busy(() => chains.readNote(name)),
      writeNote: (name, plain) => step('note', () => chains.writeNote(name, plain)),
      async *changesBehind(...wanted) {
        const found = chains.changesBehind(...wanted)[Symbol.asyncIterator]()
        for (;;) {
          const next = await scheduler.busy(() => found.next())
          if (next.done) return
          yield next.value
        }
      },
      async *behind(...wanted) {
        const batches = chains.behind(...wanted)[Symbol.asyncIterator]()
        for (;;) {
          const next = await scheduler.busy(() => batches.next())
          if (next.done) return
          yield next.value
        }
      },
    },
  }
}

function faulty(replica: Replica, { place }: SimFault): Replica {
  return place?.(replica) ?? replica
}
