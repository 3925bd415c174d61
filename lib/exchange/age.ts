import { armor, Decrypter, Encrypter } from 'age-encryption'
import { fromUtf8 } from '@/lib/base/bytes'
import { ok, type Result, refused } from '@/lib/base/result'
import { isArmored } from '@/lib/exchange/age-file'
import type { ImportProblem } from '@/lib/exchange/problem'

/** scrypt cost of what we write, as the `age` tool does; and the most we try to read, which bounds the work a file can ask for. */
const WORK_FACTOR = 18
const MAX_WORK_FACTOR = 20
const MAX_HEADER = 64 * 1024
const MAX_STANZAS = 16

/** An age file with a passphrase recipient. Any reader of age opens it. */
export function encryptAge(bytes: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(WORK_FACTOR)
  return encrypter.encrypt(bytes)
}

/** Decrypts what a passphrase opens. The header is measured before any key is derived. */
export async function decryptAge(
  bytes: Uint8Array,
  passphrase: string,
): Promise<Result<Uint8Array, ImportProblem>> {
  const binary = isArmored(bytes) ? fromArmor(bytes) : bytes
  if (!binary) return refused('damaged')
  const problem = headerProblem(binary)
  if (problem) return refused(problem)
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    return ok(await decrypter.decrypt(binary))
  } catch (error) {
    const text = error instanceof Error ? error.message : ''
    return refused(/no identity matched|incorrect passphrase/i.test(text) ? 'wrong-passphrase' : 'truncated')
  }
}

function fromArmor(bytes: Uint8Array): Uint8Array | null {
  try {
    return armor.decode(fromUtf8(bytes))
  } catch {
    return null
  }
}

function headerProblem(bytes: Uint8Array): ImportProblem | null {
  let header = ''
  for (const byte of bytes.subarray(0, MAX_HEADER)) header += String.fromCharCode(byte)
  const end = header.indexOf('\n---')
  if (end < 0) return bytes.length > MAX_HEADER ? 'damaged' : 'truncated'
  const stanzas = header.slice(0, end).match(/^-> .*$/gm) ?? []
  if (stanzas.length === 0 || stanzas.length > MAX_STANZAS) return 'damaged'
  const scrypt = stanzas.map((line) => line.split(' ')).find(([, kind]) => kind === 'scrypt')
  if (!scrypt) return 'foreign'
  const factor = scrypt[3] ?? ''
  return /^[1-9]\d?$/.test(factor) && Number(factor) <= MAX_WORK_FACTOR ? null : 'too-large'
}
