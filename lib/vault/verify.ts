import { equalBytes, toBase64Url } from '@/lib/base/bytes'
import type { LogDatabase } from '@/lib/vault/database'
import { type Head, headHash, openHead } from '@/lib/vault/head'
import { type Loaded, openRows } from '@/lib/vault/load'
import type { LogKeys } from '@/lib/vault/log-keys'
import { chainHash, HASH, NO_HASH, parseSegmentHeader } from '@/lib/vault/segment'
import type { Vault, Verification } from '@/lib/vault/vault'

/** `verifyLog` of an open vault, as it is now. */
export async function verifyVault(vault: Vault): Promise<Verification> {
  await vault.refresh()
  const { database, keys, head } = vault.inside
  return verifyLog(database, keys, head())
}

/**
 * Reads every segment from the database again and recomputes each device's chain from its first segment to the head.
 * `entries` is the number of changes in the log; `head` the SHA-256 of the head, base64url; `at` a sequence number.
 */
export async function verifyLog(database: LogDatabase, keys: LogKeys, known: Head): Promise<Verification> {
  const { head: stored, rows } = await database.follow(0, null)
  const head = openHead(keys.head, stored)
  if (!stored || !head || head.generation < known.generation)
    return { intact: false, at: 0, problem: 'head-differs' }
  const { good, bad } = openRows(keys, head.vaultId, rows)
  const altered = bad[0]
  if (altered) return { intact: false, at: parseSegmentHeader(altered.bytes)?.first ?? 0, problem: 'altered' }

  const chains = new Map<string, Loaded[]>()
  for (const loaded of good) {
    const device = toBase64Url(loaded.segment.device)
    const chain = chains.get(device) ?? []
    chain.push(loaded)
    chains.set(device, chain)
  }
  for (const tip of head.tips) {
    const device = toBase64Url(tip.device)
    const problem = checkChain(chains.get(device) ?? [], tip.sequence, tip.hash)
    if (problem) return problem
    chains.delete(device)
  }
  if (chains.size > 0 || rows.length !== head.rows) return { intact: false, at: 0, problem: 'head-differs' }
  const entries = good.reduce((sum, { segment }) => sum + segment.changes.length, 0)
  return { intact: true, segments: rows.length, entries, head: toBase64Url(headHash(stored)) }
}

/**
 * Segments may overlap: two devices packed one chain differently, and one took over what the other packed. Wherever the hash of
 * a place in the chain is known twice, it must be the same.
 */
function checkChain(chain: readonly Loaded[], sequence: number, hash: Uint8Array): Verification | null {
  let last = 0
  const known = new Map<number, Uint8Array>([[0, NO_HASH]])
  for (const { row, segment } of [...chain].sort((a, b) => a.segment.first - b.segment.first)) {
    if (segment.first > last + 1) return { intact: false, at: last + 1, problem: 'missing' }
    const end = chainHash(row.bytes, segment.packed)
    const hashes = segment.packed.length > 0 ? segment.packed : [end]
    const places = [segment.previous, ...hashes].map((at, index) => [segment.first - 1 + index, at] as const)
    for (const [at, own] of places) {
      const before = known.get(at)
      if (before && !equalBytes(before, own))
        return { intact: false, at: segment.first, problem: 'out-of-order' }
      known.set(at, own)
    }
    last = Math.max(last, segment.last)
  }
  if (last < sequence) return { intact: false, at: last + 1, problem: 'missing' }
  const end = known.get(last)
  if (last > sequence || end?.length !== HASH || !equalBytes(end, hash))
    return { intact: false, at: last, problem: 'head-differs' }
  return null
}
