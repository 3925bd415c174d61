/**
 * Padding hides how long a text is: one byte 80, then zeros (ISO/IEC 7816-4), up to a multiple of 64 bytes, from 1 KiB on
 * up to the next of eight steps per doubling, which adds at most an eighth.
 */
export function pad(...parts: readonly Uint8Array[]): Uint8Array {
  const padded = new Uint8Array(paddedLength(parts.reduce((sum, part) => sum + part.length, 0)))
  let end = 0
  for (const part of parts) {
    padded.set(part, end)
    end += part.length
  }
  padded[end] = 0x80
  return padded
}

/** @returns null when `padded` is not what `pad` makes. */
export function unpad(padded: Uint8Array): Uint8Array | null {
  let end = padded.length - 1
  while (end >= 0 && padded[end] === 0) end--
  if (end < 0 || padded[end] !== 0x80 || padded.length !== paddedLength(end)) return null
  return padded.subarray(0, end)
}

/** Length after padding of `length` bytes. */
export function paddedLength(length: number): number {
  const least = length + 1
  if (least <= 1024) return Math.ceil(least / 64) * 64
  const step = 2 ** (Math.floor(Math.log2(least - 1)) - 3)
  return Math.ceil(least / step) * step
}
