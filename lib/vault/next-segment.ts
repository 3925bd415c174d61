import { equalBytes } from '@/lib/base/bytes'
import { type SealAhead, sealAhead } from '@/lib/crypto/seal'
import { headerAfter, ownTip } from '@/lib/vault/commit'
import type { Head, Tip } from '@/lib/vault/head'
import type { LogKeys } from '@/lib/vault/log-keys'
import type { Places } from '@/lib/vault/places'
import { headerBytes } from '@/lib/vault/segment'

/** The segment that a commit will write next: its header is known once the last one is, so its seal is begun while nobody waits. */
export interface NextSegment {
  /** Begins the seal of what follows on the newest head, as soon as there is nothing else to do. */
  follow(): void
  /** Gives away the seal that was begun for what follows on this tip; null where there is none. */
  take(tip: Tip): SealAhead | null
  forget(): void
}

export function createNextSegment(keys: LogKeys, places: Places, newest: () => Head): NextSegment {
  let begun: { readonly tip: Tip; readonly seal: SealAhead } | null = null
  let isAwaited = false
  let isOver = false

  function begin(): void {
    isAwaited = false
    const head = newest()
    const tip = ownTip(head)
    if (isOver || isBegun(tip)) return
    begun?.seal.forget()
    begun = {
      tip,
      seal: sealAhead(keys.segments, headerBytes(headerAfter(head.vaultId, tip)), places.random),
    }
  }

  function isBegun({ device, sequence, hash }: Tip): boolean {
    const { tip } = begun ?? {}
    return tip?.sequence === sequence && equalBytes(tip.hash, hash) && equalBytes(tip.device, device)
  }

  return {
    follow() {
      if (isAwaited || isOver || !places.idle) return
      isAwaited = true
      places.idle().then(begin, () => {
        isAwaited = false
      })
    },
    take(tip) {
      if (!begun || !isBegun(tip)) return null
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
