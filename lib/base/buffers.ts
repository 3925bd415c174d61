import type { Bytes } from '@/lib/base/bytes'

/**
 * Large buffers of one length that are used again. The system hands memory out anew page by page, which takes several times as
 * long as to fill it.
 */
export interface Buffers {
  /** Zeros, the first time, or what `give` left: to be written over. */
  take(): Bytes
  /** Nobody may look at it any more. One of another length is let go. */
  give(buffer: Bytes): void
}

/** @param most of them that are kept while nobody uses them. */
export function createBuffers(length: number, most: number): Buffers {
  const idle: Bytes[] = []
  return {
    take: () => idle.pop() ?? new Uint8Array(length),
    give(buffer) {
      if (buffer.length === length && idle.length < most) idle.push(buffer)
    },
  }
}
