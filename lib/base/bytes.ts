/** Bytes: joining, comparing, and the few encodings the formats use. Integers are big-endian throughout. */

/** A byte array whose memory is its own (never shared), as WebCrypto and IndexedDB ask for. */
export type Bytes = Uint8Array<ArrayBuffer>

export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

/** Compares without stopping at the first difference. Lengths are not secret. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number)
  return difference === 0
}

const encoder = new TextEncoder()

export function utf8(text: string): Bytes {
  return encoder.encode(text) as Bytes
}

/** @throws TypeError when `bytes` are not well-formed UTF-8. */
export function fromUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
}

export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

/** @returns null when `text` is not an even number of hexadecimal digits. */
export function fromHex(text: string): Bytes | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) return null
  const bytes = new Uint8Array(text.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16)
  return bytes
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const DIGITS = new Map([...ALPHABET].map((char, value) => [char, value]))

/** What newer engines bring (Uint8Array to and from Base64, ECMAScript 2026), many times faster than a loop. */
interface NativeCodec {
  toBase64?(options: { readonly alphabet: 'base64url'; readonly omitPadding: true }): string
}
interface NativeDecoder {
  fromBase64?(
    text: string,
    options: { readonly alphabet: 'base64url'; readonly lastChunkHandling: 'loose' },
  ): Bytes
}
interface NativeFiller {
  setFromBase64?(
    text: string,
    options: { readonly alphabet: 'base64url'; readonly lastChunkHandling: 'loose' },
  ): { readonly written: number }
}

/** base64url without padding (RFC 4648 §5). */
export function toBase64Url(bytes: Uint8Array): string {
  const native = (bytes as NativeCodec).toBase64?.({ alphabet: 'base64url', omitPadding: true })
  if (native !== undefined) return native
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i
    const group = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    for (let k = 0; k < Math.min(4, left + 1); k++) text += ALPHABET[(group >> (18 - 6 * k)) & 63]
  }
  return text
}

/**
 * @param into where to lay the bytes, if not in a buffer of their own. @returns null when `text` is not canonical unpadded
 * base64url, or more than fits.
 */
export function fromBase64Url(text: string, into?: Bytes): Bytes | null {
  const length = Math.floor((text.length * 3) / 4)
  if (text.length % 4 === 1 || (into && into.length < length)) return null
  if ((Uint8Array as NativeDecoder).fromBase64) return fromBase64UrlNatively(text, length, into)
  const bytes = into?.subarray(0, length) ?? new Uint8Array(length)
  let group = 0
  let bits = 0
  let offset = 0
  for (const char of text) {
    const digit = DIGITS.get(char)
    if (digit === undefined) return null
    group = ((group << 6) | digit) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[offset++] = (group >> bits) & 255
    }
  }
  return (group & ((1 << bits) - 1)) === 0 ? bytes : null
}

/** Bytes of what is base64url unless it is broken. @throws RangeError where it is not, or is not there. */
export function base64UrlBytes(text: string | undefined): Bytes {
  const bytes = text === undefined ? null : fromBase64Url(text)
  if (!bytes) throw new RangeError('not base64url')
  return bytes
}

/**
 * The native decoder skips white space and takes padding and last digits that hold more than zeros; ours allows none of it. The
 * first two make the bytes fewer than the length of the text promises, which is quicker to see than looking at each
 * character; the last shows when the end is written again. Its own strictness would have the text copied to pad it.
 */
function fromBase64UrlNatively(text: string, length: number, into?: Bytes): Bytes | null {
  const how = { alphabet: 'base64url', lastChunkHandling: 'loose' } as const
  try {
    const bytes = into
      ? into.subarray(0, (into as NativeFiller).setFromBase64?.(text, how).written)
      : (Uint8Array as NativeDecoder).fromBase64?.(text, how)
    if (bytes?.length !== length) return null
    const end = text.length - (text.length % 4)
    return toBase64Url(bytes.subarray((end / 4) * 3)) === text.slice(end) ? bytes : null
  } catch {
    return null
  }
}

export function u16(value: number): Bytes {
  return integer(value, 2)
}

export function u32(value: number): Bytes {
  return integer(value, 4)
}

/** 64-bit big-endian of a safe non-negative integer. */
export function u64(value: number): Bytes {
  return integer(value, 8)
}

function integer(value: number, size: number): Bytes {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 2 ** (8 * size))
    throw new RangeError('integer out of range')
  const bytes = new Uint8Array(size)
  for (let i = size - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256
  return bytes
}

/** Reads a big-endian integer of `size` bytes at `offset`. @throws RangeError beyond the end or the safe integers. */
export function readInteger(bytes: Uint8Array, offset: number, size: number): number {
  if (offset + size > bytes.length) throw new RangeError('integer beyond the end')
  let value = 0
  for (let i = 0; i < size; i++) value = value * 256 + (bytes[offset + i] as number)
  if (!Number.isSafeInteger(value)) throw new RangeError('integer out of range')
  return value
}
