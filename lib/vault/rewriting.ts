import type { Row } from '@/lib/vault/database'
import { type Head, sealHead } from '@/lib/vault/head'
import type { Rewriting } from '@/lib/vault/inside'
import type { LogKeys } from '@/lib/vault/log-keys'
import type { Places } from '@/lib/vault/places'

/** Whether nothing of the log or its head is another by it. */
export function isNothing({ segments, remove, device }: Rewriting, head: Head): boolean {
  return segments.length + remove.length === 0 && (device ?? head.device) === head.device
}

/** The rows of it and the head that follows, sealed. */
export function composeRewriting(
  { segments, remove, tips, records, device }: Rewriting,
  head: Head,
  keys: LogKeys,
  { now, random }: Pick<Places, 'now' | 'random'>,
): readonly [rows: readonly Row[], head: Head, headBytes: Uint8Array] {
  const generation = head.generation + 1
  const next: Head = {
    ...head,
    generation,
    savedAt: Math.max(0, Math.floor(now())),
    rows: head.rows - remove.length + segments.length,
    tips: tips ?? head.tips,
    device: device ?? head.device,
    records: records ?? head.records,
  }
  const rows = segments.map((bytes, index) => ({ generation, index, bytes }))
  return [rows, next, sealHead(keys.head, next, random)]
}
