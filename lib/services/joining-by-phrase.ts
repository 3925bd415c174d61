import { toBase64Url } from '@/lib/base/bytes'
import { ok, type Result, refused } from '@/lib/base/result'
import { MINUTE } from '@/lib/base/time'
import { deriveKey32 } from '@/lib/crypto/keys'
import { readPhrase } from '@/lib/crypto/phrase'
import { encodeSlot } from '@/lib/crypto/slot'
import { isAuthentic, parseSlotTable } from '@/lib/crypto/slots'
import { unwrapWithPhrase } from '@/lib/crypto/wrap'
import type { JoinProblem } from '@/lib/protocol/meeting-app'
import type { Place } from '@/lib/replicas/kinds'
import { type Replica, ReplicaError } from '@/lib/replicas/replica'
import { epochId, unwrapEpoch } from '@/lib/replication/epochs'
import {
  deriveNameKeys,
  objectHash,
  parseSlotsName,
  type SlotsName,
  vaultTag,
} from '@/lib/replication/object-name'
import type { ReplicaProblem } from '@/lib/replication/problem'
import { parseRecovery, RECOVERY_LIMIT, type RecoveryObject, recoverySeed } from '@/lib/replication/recovery'
import type { MeetingEdges } from '@/lib/services/meeting-lanes'
import type { SyncCrypto } from '@/lib/services/sync-identity'

export interface FoundByPhrase {
  readonly vaultId: string
  readonly root: Uint8Array
  /** `encodeSlot`'s bytes. */
  readonly recovery: Uint8Array
  readonly epochs: ReadonlyMap<string, Uint8Array>
}

export interface NotFound {
  readonly problem: JoinProblem
  readonly place: ReplicaProblem | null
}

const LONGEST = 2 * MINUTE
/** Objects tried at most: a person's place has those of one vault or two. */
const MOST = 64

/**
 * Finds the vault that a recovery phrase opens at a place. A vault's tag follows from its root key, which is what is looked for: so
 * all that lies there is listed, and whatever can be opened by a phrase is tried, the newest first.
 */
export async function findByPhrase(
  place: Place,
  words: string,
  { open, crypto, timeout }: Pick<MeetingEdges, 'open' | 'timeout'> & { readonly crypto: SyncCrypto },
): Promise<Result<FoundByPhrase, NotFound>> {
  const phrase = readPhrase(words)
  if (!phrase.ok) return refused({ problem: 'phrase', place: null })
  try {
    const replica = open(place)
    const names = await slotsIn(replica, timeout(LONGEST))
    let seen: JoinProblem = names.length === 0 ? 'no-vault' : 'wrong-phrase'
    let [damaged, read] = [0, 0]
    for (const name of names.slice(0, MOST)) {
      const bytes = await replica.get(name.name, RECOVERY_LIMIT, timeout(LONGEST))
      const object = bytes && objectHash(bytes) === name.hash ? parseRecovery(bytes) : null
      if (object === 'newer') seen = 'newer'
      else if (!object) damaged++
      else {
        read++
        const found = await tried(object, name, phrase.value, crypto)
        if (found) return ok(found)
      }
    }
    if (damaged > 0 && read === 0 && seen === 'wrong-phrase') seen = 'damaged'
    return refused({ problem: seen, place: null })
  } catch (error) {
    const problem = error instanceof ReplicaError ? error.problem : 'unreachable'
    return refused({ problem: 'unreachable', place: problem })
  } finally {
    phrase.value.fill(0)
  }
}

async function slotsIn(replica: Replica, signal: AbortSignal): Promise<readonly SlotsName[]> {
  const found: SlotsName[] = []
  for await (const page of replica.list('v1/', signal)) {
    for (const { name, size } of page) {
      const slots = size > 0 && size <= RECOVERY_LIMIT ? parseSlotsName(name) : null
      if (slots) found.push(slots)
    }
  }
  return found.sort((a, b) => b.generation - a.generation)
}

async function tried(
  { table: bytes, wraps }: RecoveryObject,
  name: SlotsName,
  entropy: Uint8Array,
  crypto: SyncCrypto,
): Promise<FoundByPhrase | null> {
  const table = parseSlotTable(bytes)
  const slot = table?.slots.find(({ kind }) => kind === 'recovery')
  const root = table && slot && unwrapWithPhrase(table.vaultId, slot, entropy)
  if (!table || !slot || !root || !isAuthentic(bytes, root)) return null
  const tag = vaultTag(deriveNameKeys(deriveKey32(root, 'replicas')), table.vaultId)
  if (tag !== name.vaultTag) return null
  const exchange = await crypto.exchange(recoverySeed(entropy))
  const epochs = new Map<string, Uint8Array>()
  for (const wrapped of wraps) {
    const wrapping = { vaultId: table.vaultId, device: toBase64Url(slot.id) }
    const key = await unwrapEpoch(wrapped, wrapping, exchange)
    if (key) epochs.set(epochId(key), key)
  }
  return { vaultId: toBase64Url(table.vaultId), root, recovery: encodeSlot(slot), epochs }
}
