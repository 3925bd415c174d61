import { utf8 } from '@/lib/base/bytes'
import { ok, refused } from '@/lib/base/result'
import { createKeeping } from '@/lib/services/keeping'
import { type Age, createTransfer } from '@/lib/services/transfer'
import { createMemoryVault } from '../support/memory-vault'

export const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** Stands for age where its cost is not what is tested; the real one is in tests/exchange. */
const MARK = utf8('age-encryption.org/v1\n')
export const age: Age = {
  async *encrypt(plain, passphrase) {
    yield Uint8Array.from([...MARK, passphrase.length])
    yield* plain
  },
  async open(file, passphrase) {
    const start = MARK.length + 1
    const [length] = await file.read(MARK.length, start)
    if (length !== passphrase.length) return refused('wrong-passphrase')
    return ok({ size: file.size - start, read: (from, to) => file.read(from + start, to + start) })
  },
}

export function scene(device = 'device-a') {
  let time = Date.UTC(2026, 4, 3)
  const now = () => time++
  const vault = createMemoryVault({ device, now })
  // The archive names a vault by 16 bytes; the memory vault's own id is a word.
  Object.assign(vault, { id: 'AAAAAAAAAAAAAAAAAAAAAA' })
  return {
    vault,
    keeping: createKeeping({ vault, now, random }),
    transfer: createTransfer({ vault, now, random, age }),
  }
}

export async function filled(device?: string) {
  const made = scene(device)
  const { keeping } = made
  await keeping.add('names', '', { name: 'Ada Lovelace' })
  const email = await keeping.add('emails', 'Private', { email: 'ada@lovelace.example' })
  if (!email.ok) throw new Error('no email')
  await keeping.edit('emails', email.value.id, { fields: { email: 'ada@analytical.example' } })
  return { ...made, email: email.value.id }
}
