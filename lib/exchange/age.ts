import { armor, Decrypter, Encrypter } from 'age-encryption'
import { type Bytes, fromUtf8, utf8 } from '@/lib/base/bytes'
import { ok, type Result, refused } from '@/lib/base/result'
import type { ChaCha } from '@/lib/crypto/chacha'
import { hkdf } from '@/lib/crypto/keys'
import { isArmored } from '@/lib/exchange/age-file'
import { FileProblem, type ImportProblem } from '@/lib/exchange/problem'
import { AT_ONCE, type Source, sourceOf } from '@/lib/exchange/source'

/** scrypt cost of what we write, as the `age` tool does; and the most we try to read, which bounds the work a file can ask for. */
const WORK_FACTOR = 18
const MAX_WORK_FACTOR = 20
const MAX_HEADER = 64 * 1024
const MAX_STANZAS = 16

/** The payload of an age file (https://age-encryption.org/v1, "Payload"): a nonce, then chunks, each with its tag. */
const NONCE = 16
const CHUNK = 65_536
const TAG = 16
const SEALED = CHUNK + TAG
const NOTHING = new Uint8Array(0)

/** Makes age files with a passphrase recipient, from a stream or from bytes. Any reader of age opens them. */
export function encrypterOf(passphrase: string): Encrypter {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(WORK_FACTOR)
  return encrypter
}

/** The file key that a passphrase opens a header with: 16 bytes. Seconds of work. */
export async function unwrapAge(
  header: Uint8Array,
  passphrase: string,
): Promise<Result<Uint8Array, ImportProblem>> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    return ok(await decrypter.decryptHeader(header))
  } catch (error) {
    const text = error instanceof Error ? error.message : ''
    return refused(/no identity matched|incorrect passphrase/i.test(text) ? 'wrong-passphrase' : 'truncated')
  }
}

/**
 * What an age file holds, read chunk by chunk: each has its own place and tag, so any part of it can be read by itself. The
 * header is measured before any key is derived, and the last chunk is opened before anything else is believed.
 * @param unwrap gives the file key for a header.
 */
export async function openAge(
  file: Source,
  unwrap: (header: Uint8Array) => Promise<Result<Uint8Array, ImportProblem>>,
  cipher: ChaCha,
): Promise<Result<Source, ImportProblem>> {
  const isText = isArmored(await file.read(0, Math.min(file.size, 64)))
  if (isText && file.size > AT_ONCE) return refused('too-large')
  const binary = isText ? await fromArmor(file) : file
  if (!binary) return refused('damaged')
  const header = headerOf(await binary.read(0, Math.min(binary.size, MAX_HEADER)), binary.size)
  if (!header.ok) return header
  const start = header.value.length + NONCE
  const sealed = binary.size - start
  const count = Math.max(1, Math.ceil(sealed / SEALED))
  const size = sealed - count * TAG
  // Only a file that holds nothing may end in an empty chunk.
  if (size < 0 || (count > 1 && size <= (count - 1) * CHUNK)) return refused('truncated')
  const fileKey = await unwrap(header.value)
  if (!fileKey.ok) return fileKey
  const key = hkdf(fileKey.value, await binary.read(start - NONCE, start), utf8('payload'), 32)

  async function open(index: number, body: Uint8Array): Promise<Uint8Array> {
    const nonce = nonceOf(index, index === count - 1)
    // The cipher wipes the key it is given.
    const opened = await cipher.open({ key: key.slice(), nonce, body: body as Bytes }, NOTHING)
    if (!opened) throw new FileProblem('truncated')
    return opened
  }
  const endOf = (index: number) => Math.min(start + index * SEALED, binary.size)
  const source: Source = {
    size,
    async read(from, to) {
      if (to <= from) return NOTHING
      const [first, last] = [Math.floor(from / CHUNK), Math.ceil(to / CHUNK)]
      const bodies = await binary.read(endOf(first), endOf(last))
      const plain = new Uint8Array(to - from)
      for (let index = first; index < last; index++) {
        const at = (index - first) * SEALED
        const chunk = await open(index, bodies.slice(at, at + SEALED))
        const begin = index * CHUNK
        plain.set(chunk.subarray(Math.max(0, from - begin), to - begin), Math.max(0, begin - from))
      }
      return plain
    },
  }
  try {
    await open(count - 1, (await binary.read(endOf(count - 1), binary.size)).slice())
  } catch (error) {
    if (error instanceof FileProblem) return refused(error.problem)
    throw error
  }
  return ok(source)
}

/** Eleven bytes that count, the highest first, and one that tells the last chunk. */
function nonceOf(index: number, isLast: boolean): Bytes {
  const nonce = new Uint8Array(12)
  new DataView(nonce.buffer).setUint32(7, index)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

async function fromArmor(file: Source): Promise<Source | null> {
  try {
    return sourceOf(armor.decode(fromUtf8(await file.read(0, file.size))))
  } catch {
    return null
  }
}

/** The header with its last line, once it was found to ask for nothing outrageous. `bytes` begin the file of `size`. */
function headerOf(bytes: Uint8Array, size: number): Result<Uint8Array, ImportProblem> {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  const end = text.indexOf('\n---')
  const after = end < 0 ? -1 : text.indexOf('\n', end + 1)
  if (after < 0) return refused(size > MAX_HEADER ? 'damaged' : 'truncated')
  const stanzas = text.slice(0, end).match(/^-> .*$/gm) ?? []
  if (stanzas.length === 0 || stanzas.length > MAX_STANZAS) return refused('damaged')
  const scrypt = stanzas.map((line) => line.split(' ')).find(([, kind]) => kind === 'scrypt')
  if (!scrypt) return refused('foreign')
  const factor = scrypt[3] ?? ''
  if (!/^[1-9]\d?$/.test(factor) || Number(factor) > MAX_WORK_FACTOR) return refused('too-large')
  return ok(bytes.slice(0, after + 1))
}
