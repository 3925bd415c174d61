/** Decoding of internationalised labels for display: RFC 3492, parameters of IDNA. */

const BASE = 36
const T_MIN = 1
const T_MAX = 26
const SKEW = 38
const DAMP = 700
const INITIAL_BIAS = 72
const INITIAL_N = 128

function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / DAMP) : delta >> 1
  rest += Math.floor(rest / points)
  let k = 0
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - T_MIN))
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW))
}

function digitOf(char: string): number {
  const code = char.charCodeAt(0)
  if (code >= 97 && code <= 122) return code - 97
  if (code >= 48 && code <= 57) return code - 22
  return -1
}

/** The Unicode text of one label without its `xn--`. @returns null when it is not well-formed punycode. */
export function decodePunycode(label: string): string | null {
  const split = label.lastIndexOf('-')
  const output = split > 0 ? [...label.slice(0, split)].map((char) => char.charCodeAt(0)) : []
  let n = INITIAL_N
  let bias = INITIAL_BIAS
  let i = 0
  for (let at = split > 0 ? split + 1 : 0; at < label.length; ) {
    const before = i
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = at < label.length ? digitOf(label.charAt(at++)) : -1
      if (digit < 0) return null
      i += digit * weight
      const threshold = k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias
      if (digit < threshold) break
      weight *= BASE - threshold
      if (weight > 2 ** 31) return null
    }
    const points = output.length + 1
    bias = adapt(i - before, points, before === 0)
    n += Math.floor(i / points)
    i %= points
    if (n > 0x10ffff || (n >= 0xd800 && n <= 0xdfff)) return null
    output.splice(i++, 0, n)
  }
  return String.fromCodePoint(...output)
}

/** A host name in Unicode; a label that does not decode stays as it is. */
export function hostToUnicode(host: string): string {
  return host
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (decodePunycode(label.slice(4)) ?? label) : label))
    .join('.')
}
