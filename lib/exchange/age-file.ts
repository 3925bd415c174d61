/** How an age file is known, without loading age itself. */

/** First line of every age file (https://age-encryption.org/v1). */
const INTRO = 'age-encryption.org/v1\n'
const ARMOR = '-----BEGIN AGE ENCRYPTED FILE-----'

export function isAge(bytes: Uint8Array): boolean {
  return startsWith(bytes, INTRO) || isArmored(bytes)
}

/** The text form, as it is pasted into a message. */
export function isArmored(bytes: Uint8Array): boolean {
  return startsWith(bytes, ARMOR)
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return bytes.length >= text.length && [...text].every((char, i) => bytes[i] === char.charCodeAt(0))
}
