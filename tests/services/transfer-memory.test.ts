import { createHash } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { archiveEntries } from '@/lib/exchange/archive'
import { zipPieces } from '@/lib/exchange/zip'
import type { RecordState, Stamp } from '@/lib/records/record'
import { readAttachments } from '@/lib/services/attachments'
import { createTransfer } from '@/lib/services/transfer'
import { CHUNK, GROUP } from '@/lib/vault/blob-sizes'
import type { Blobs } from '@/lib/vault/blobs'
import { ageHere } from '../support/age-here'
import { createMemoryVault } from '../support/memory-vault'

const SIZE = 50_000_000
const IDS = ['AAAAAAAAAAAAAAAAAAAAAA', 'BBBBBBBBBBBBBBBBBBBBBA']
const PASSPHRASE = 'right'
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Bytes that are held now. */
function held(): number {
  collectGarbage()
  const { arrayBuffers, heapUsed } = process.memoryUsage()
  return arrayBuffers + heapUsed
}

/** Watches over what is held while work goes on: the most of it beyond what was held at first, looked at now and then. */
function watch() {
  const before = held()
  let most = 0
  let calls = 0
  return {
    async look() {
      if (calls++ % 40 !== 0) return
      let now = held() - before
      // What is garbage is given back a little later, the work of scrypt (256 MiB) above all. What is held stays.
      for (let turn = 0; turn < 20 && now > most; turn++) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        now = Math.min(now, held() - before)
      }
      most = Math.max(most, now)
    },
    most: () => most,
  }
}

/** The part of an attachment: other bytes in each, and the same whenever they are asked for. */
const partOf = (id: string, index: number, length: number): Uint8Array =>
  new Uint8Array(length).fill((id.charCodeAt(0) + index) & 0xff)

/** Attachments that lie nowhere: what is read is made, and what is written is only looked at. */
function endlessBlobs(holds: ReadonlySet<string>, watching: () => Promise<void>) {
  const written = new Map<string, string>()
  const blobs: Pick<Blobs, 'measure' | 'read' | 'begin' | 'remove'> = {
    measure: async (id) => (holds.has(id) ? { size: SIZE, chunks: Math.ceil(SIZE / CHUNK) } : null),
    async read(id, index, count = 1) {
      const from = index * CHUNK
      return partOf(id, index, Math.min(SIZE, from + count * CHUNK) - from)
    },
    async begin(id = '') {
      const hash = createHash('sha256')
      let size = 0
      return {
        id,
        async append(bytes) {
          await watching()
          if (bytes.length > GROUP * CHUNK || size % CHUNK !== 0) throw new RangeError('not a whole step')
          size += bytes.length
          hash.update(bytes)
        },
        async finish() {
          written.set(id, hash.digest('hex'))
          return { id, size, chunks: Math.ceil(size / CHUNK) }
        },
        async discard() {},
      }
    },
    async remove() {},
  }
  return { blobs: blobs as Blobs, written }
}

function hashOf(id: string): string {
  const hash = createHash('sha256')
  for (let index = 0; index * CHUNK < SIZE; index += GROUP)
    hash.update(partOf(id, index, Math.min(SIZE - index * CHUNK, GROUP * CHUNK)))
  return hash.digest('hex')
}

const STATES = IDS.map(
  (id, at): RecordState => ({
    collection: 'app:films@https://films.example',
    id: `film-${at}`,
    fields: {
      '.film': [{ value: { 'selfstead:blob': id, size: SIZE }, stamp: '0190000000000000-device-a' as Stamp }],
    },
  }),
)

const SUMMARY = { vaultId: 'A'.repeat(22), generation: 1, created: 1, records: {}, grants: 0, ledger: 0 }

describe('two attachments of 50 MB', () => {
  let folder = ''
  let file = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'selfstead-memory-'))
    file = join(folder, 'export.age')
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('go out without being held: at most a tenth of their bytes at any time', async () => {
    const { look, most } = watch()
    const { blobs } = endlessBlobs(new Set(IDS), look)
    const zip = zipPieces(
      archiveEntries(STATES, SUMMARY, new Uint8Array(32), readAttachments(blobs, new Set(IDS))),
    )
    const out = await open(file, 'w')
    let size = 0
    for await (const piece of ageHere.encrypt(zip, PASSPHRASE)) {
      await look()
      size += piece.length
      await out.write(piece)
    }
    await out.close()
    expect(size).toBeGreaterThan(IDS.length * SIZE)
    expect(most() / (IDS.length * SIZE)).toBeLessThan(0.1)
  })

  test('come back byte for byte, never a quarter of them held', async () => {
    const { look, most } = watch()
    const { blobs, written } = endlessBlobs(new Set(), look)
    const vault = createMemoryVault({ device: 'device-b', now: Date.now })
    Object.assign(vault, { blobs })
    const transfer = createTransfer({ vault, now: Date.now, random, age: ageHere })
    const plan = await transfer.plan(await openAsBlob(file), PASSPHRASE)
    await look()
    if (!plan.ok) throw new Error(plan.reason)
    expect(await transfer.apply(plan.value)).toMatchObject({ ok: true })
    expect([...written]).toEqual(IDS.map((id) => [id, hashOf(id)]))
    expect(most() / (IDS.length * SIZE)).toBeLessThan(0.25)
  })
})
