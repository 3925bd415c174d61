import { equalBytes } from '@/lib/base/bytes'
import { type SealAhead, sealAhead } from '@/lib/crypto/seal'
import { nextHeader } from '@/lib/vault/commit'
import type { Head } from '@/lib/vault/head'
import type { LogKeys } from '@/lib/vault/log-keys'
import type { Places } from '@/lib/vault/places'
import { headerBytes, type SegmentHeader } from '@/lib/vault/segment'

/** The segment that a commit will write next: its header is known once the last one is, so its seal is begun while nobody waits. */
export interface NextSegment {
  /** Begins the seal of what follows on the newest head, as soon as there is nothing else to do. */
  follow(): void
  /** Gives away the seal that was begun for this header; null where there is none. */
  take(header: SegmentHeader): SealAhead | null
  forget(): void
}

export function createNextSegment(keys: LogKeys, places: Places, newest: () => Head): NextSegment {
  let begun: { readonly header: Uint8Array; readonly seal: SealAhead } | null = null
  let isAwaited = false
  let isOver = false

  function begin(): void {
    isAwaited = false
    const header = headerBytes(nextHeader(newest()))
    if (isOver || (begun && equalBytes(begun.header, header))) return
    begun?.seal.forget()
    begun = { header, seal: sealAhead(keys.segments, header, places.random) }
  }

  return {
    follow() {
      if (isAwaited || isOver || !places.idle) return
      isAwaited = true
      places.idle().then(begin, () => {
        isAwaited = false
      })
    },
    take(header) {
      if (!begun || !equalBytes(begun.header, headerBytes(header))) return null
      const { seal } = begun
      begun = null
      return seal
    },
    forget() {
      isOver = true
      begun?.seal.forget()
      begun = null
    },
  }
}
