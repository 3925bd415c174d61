import type { Row } from '@/lib/vault/database'
import { type Head, sealHead } from '@/lib/vault/head'
import type { Rewriting } from '@/lib/vault/inside'
import type { LogKeys } from '@/lib/vault/log-keys'
import type { Places } from '@/lib/vault/places'
import { countAfter, type State } from '@/lib/vault/state'

/** Whether nothing of the log or its head is another by it. */
export function isNothing({ segments, remove, device }: Rewriting, head: Head): boolean {
  return segments.length + remove.length === 0 && (device ?? head.device) === head.device
}

/** The rows of it and the head that follows, sealed. */
export function composeRewriting(
  { segments, remove, tips, changes = [], device }: Rewriting,
  parts: { readonly head: Head; readonly state: State; readonly keys: LogKeys; readonly places: Places },
): { readonly rows: readonly Row[]; readonly head: Head; readonly headBytes: Uint8Array } {
  const { head, state, keys, places } = parts
  const generation = head.generation + 1
  const next: Head = {
    ...head,
    generation,
    savedAt: Math.max(0, Math.floor(places.now())),
    rows: head.rows - remove.length + segments.length,
    tips: tips ?? head.tips,
    device: device ?? head.device,
    records: changes.length > 0 ? countAfter(state, changes) : head.records,
  }
  const rows = segments.map((bytes, index) => ({ generation, index, bytes }))
  return { rows, head: next, headBytes: sealHead(keys.head, next, places.random) }
}
