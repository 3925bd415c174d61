import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { ed25519FromSeed, ed25519Verify } from '@/lib/platform/ed25519'
import { x25519FromSeed } from '@/lib/platform/x25519'
import { openPlace } from '@/lib/replicas/kinds'
import type { Replica } from '@/lib/replicas/replica'
import { createSyncing, type Syncing } from '@/lib/services/syncing'
import { cipherBeside, digestBeside } from '@/lib/vault/beside'
import { deepVault } from '@/lib/vault/deep'
import { createVault } from '@/lib/vault/open'
import type { Vault } from '@/lib/vault/vault'
import { memoryDevice } from '../support/memory-places'
import { startApache } from '../support/servers/apache'
import { startArmadietto } from '../support/servers/armadietto'
import type { PlaceServer } from '../support/servers/server'
import { startSwift } from '../support/servers/swift'
import { provideBrowserCipher } from './browser-cipher'
import { compared, type Figure } from './figure'

/*
 * Devices and places, with the real servers of the tests and the engine in Node: the database is one in memory there, and what a
 * browser adds is not in these figures.
 */
const RECORDS = 100_000
const CAUGHT_UP = 1_000
const ROUNDS = 9
const MB = 1_048_576
const never = new AbortController().signal
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const ROOT = new Uint8Array(32).fill(7)
/** As the background has it (entrypoints/replication.ts). */
const CRYPTO = {
  signer: ed25519FromSeed,
  verify: ed25519Verify,
  exchange: x25519FromSeed,
  beside: { digest: digestBeside, cipher: cipherBeside },
}

interface Put {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

interface Counted extends Replica {
  readonly puts: Put[]
  readonly gets: string[]
  requests: number
}

/** The same place, with what it was asked. */
function counted(replica: Replica): Counted {
  const one: Counted = {
    puts: [],
    gets: [],
    requests: 0,
    async *list(prefix, signal) {
      for await (const page of replica.list(prefix, signal)) {
        one.requests++
        yield page
      }
    },
    get(name, most, signal) {
      one.requests++
      one.gets.push(name)
      return replica.get(name, most, signal)
    },
    put(name, bytes, signal) {
      one.requests++
      one.puts.push({ name, bytes })
      return replica.put(name, bytes, signal)
    },
    delete(name, signal) {
      one.requests++
      return replica.delete(name, signal)
    },
  }
  return one
}

interface Device {
  readonly vault: Vault
  readonly syncing: Syncing
}

async function device(replicas: readonly Replica[]): Promise<Device> {
  const disk = memoryDevice({ random })
  const context = { ...disk.context(), now: Date.now }
  const made = await createVault(context, {
    vaultId: 'AAECAwQFBgcICQoLDA0ODw',
    root: ROOT.slice(),
    slots: new Uint8Array(100),
  })
  const vault = deepVault(made)
  const syncing = createSyncing({
    vault,
    replicas: replicas.map((replica, at) => ({ id: `place-${at}`, replica })),
    crypto: CRYPTO,
    random,
    name: 'a device',
    now: Date.now,
    timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    alarm: () => {},
  })
  return { vault, syncing }
}

async function fill({ vault }: Device, count: number): Promise<void> {
  const one = 500
  for (let at = 0; at < count; at += one)
    await vault.commit(() =>
      Array.from({ length: Math.min(one, count - at) }, (_, n) => ({
        collection: 'contact',
        id: `record-${at + n}`,
        fields: {
          name: [{ value: `Somebody ${at + n}`, stamp: vault.stamp() }],
          email: [{ value: `somebody-${at + n}@example.org`, stamp: vault.stamp() }],
          note: [
            { value: `What is known of number ${at + n}, in a line or so of text.`, stamp: vault.stamp() },
          ],
        },
      })),
    )
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** So many at once, as the engine does. */
async function inParallel<Value>(
  values: readonly Value[],
  width: number,
  work: (value: Value) => Promise<unknown>,
) {
  for (let at = 0; at < values.length; at += width) await Promise.all(values.slice(at, at + width).map(work))
}

/** Beside it, under a name that none of ours is. */
const elsewhere = (name: string, run: number) => `${name.slice(0, -4)}${`000${run}`.slice(-4)}`

export async function replicas(say: (text: string) => void): Promise<readonly Figure[]> {
  provideBrowserCipher()
  const directory = mkdtempSync(join(tmpdir(), 'selfstead-bench-'))
  // Apache serves as a user of its own, which has to come through here.
  chmodSync(directory, 0o755)
  const started: PlaceServer[] = []
  try {
    for (const [name, start] of [
      ['swift', startSwift],
      ['apache', startApache],
      ['armadietto', startArmadietto],
    ] as const) {
      const folder = join(directory, name)
      mkdirSync(folder)
      started.push(await start({ directory: folder }))
    }
    const [swift, apache, armadietto] = started.map(({ place }) => openPlace(place)) as [
      Replica,
      Replica,
      Replica,
    ]
    return [...(await large(swift, say)), ...(await small([swift, apache, armadietto], say))]
  } finally {
    await Promise.all(started.map((server) => server.stop()))
    rmSync(directory, { recursive: true, force: true })
  }
}

/** A first upload and a first download of many records, beside the same bytes put and got by themselves. */
async function large(place: Replica, say: (text: string) => void): Promise<readonly Figure[]> {
  say(`a vault of ${RECORDS.toLocaleString('en')} records …`)
  const up = counted(place)
  const first = await device([up])
  await fill(first, RECORDS)
  say('first upload …')
  const uploaded = await timed(() => first.syncing.run())
  const puts = [...up.puts]
  const bytes = puts.reduce((sum, { bytes: { length } }) => sum + length, 0)
  const rawPuts = await timed(() =>
    inParallel(puts, 1, ({ name, bytes }) => place.put(elsewhere(name, 1), bytes, never)),
  )
  say('first download …')
  const down = counted(place)
  const second = await device([down])
  const gc = collector()
  let peak = 0
  const watched: Replica = {
    ...down,
    async get(name, most, signal) {
      const got = await down.get(name, most, signal)
      peak = Math.max(peak, heapNow(gc))
      return got
    },
  }
  const downloaded = await timed(() => second.syncing.run())
  const gets = [...down.gets]
  const rawGets = await timed(() => inParallel(gets, 4, (name) => place.get(name, 2 * MB, never)))
  // Once more, slowed down by looking at the heap, beside what the vault itself takes when all is there.
  const third = await device([watched])
  await third.syncing.run()
  const settled = heapNow(gc)
  const held = third.vault.all('contact').length
  if (held !== RECORDS) throw new Error(`the download is not whole: ${held}`)
  const title = `${RECORDS.toLocaleString('en')} records`
  return [
    compared(`first upload, ${title} (Swift)`, [uploaded], { name: 'raw puts', values: [rawPuts] }, 1.3),
    compared(`first download, ${title} (Swift)`, [downloaded], { name: 'raw gets', values: [rawGets] }, 1.3),
    { name: `bytes of that upload, ${puts.length} objects`, value: bytes, unit: 'B' },
    {
      name: 'heap of that download beyond the vault it fills, at its peak',
      value: Math.max(0, peak - settled),
      unit: 'B',
      limit: { of: 'value', most: 24 * MB },
    },
  ]
}

async function small(
  places: readonly [Replica, Replica, Replica],
  say: (text: string) => void,
): Promise<readonly Figure[]> {
  say('one change at three places …')
  const all = places.map(counted)
  const [first, second] = [await device(all), await device(all.slice(0, 1))]
  for (let at = 0; at < 3; at++) for (const { syncing } of [first, second]) await syncing.run(true)
  const safe: number[] = []
  const raw: number[] = []
  const alone: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await first.vault.commit(() => [
      {
        collection: 'contact',
        id: `one-${round}`,
        fields: { name: [{ value: 'x', stamp: first.vault.stamp() }] },
      },
    ])
    const puts = all[0]?.puts.length ?? 0
    const start = performance.now()
    const running = first.syncing.run()
    while (first.syncing.health().safe < first.syncing.health().newest)
      await new Promise((go) => setTimeout(go, 1))
    safe.push(performance.now() - start)
    await running
    const object = all[0]?.puts[puts]
    if (!object) throw new Error('nothing was written')
    // The slower of two: safe is what lies at two places. All three at once, as the device sends it, and one after the other.
    const times: number[] = []
    const put = async (place: Replica, to: number) =>
      times.push(await timed(() => place.put(elsewhere(object.name, to), object.bytes, never)))
    await Promise.all(places.map((place) => put(place, 2 + round)))
    raw.push(slowerOfTwo(times.splice(0)))
    for (const place of places) await put(place, 2 + ROUNDS + round)
    alone.push(slowerOfTwo(times))
  }
  await second.syncing.run(true)
  say('idle …')
  for (let at = 0; at < 3; at++) await first.syncing.run()
  for (const place of all) place.requests = 0
  await first.syncing.run()
  const idle = all.map(({ requests }) => requests)
  say(`${CAUGHT_UP.toLocaleString('en')} changes …`)
  for (let at = 0; at < CAUGHT_UP; at += 10) {
    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        first.vault.commit(() => [
          {
            collection: 'contact',
            id: `many-${(at + n) % 50}`,
            fields: { name: [{ value: `value ${at + n}`, stamp: first.vault.stamp() }] },
          },
        ]),
      ),
    )
    if (at % 100 === 0) await first.syncing.run()
  }
  await first.syncing.run(true)
  const down = all[0]
  if (!down) throw new Error('no place')
  down.gets.length = 0
  const caught = await timed(() => second.syncing.run())
  const gets = [...down.gets]
  const rawGets = await timed(() => inParallel(gets, 4, (name) => places[0].get(name, 2 * MB, never)))
  const figures: Figure[] = [
    compared(
      'one change to three places, safe at two',
      safe,
      { name: 'the slower of two raw puts, three at once', values: raw },
      1.5,
    ),
    compared('the same', safe, { name: 'the slower of two raw puts, one after the other', values: alone }),
    compared(
      `catching up ${CAUGHT_UP.toLocaleString('en')} changes (Swift)`,
      [caught],
      { name: 'raw gets', values: [rawGets] },
      2,
    ),
  ]
  for (const [at, name] of ['Swift', 'Apache', 'armadietto'].entries())
    figures.push({
      name: `requests of an idle device in 15 minutes (${name})`,
      value: idle[at] ?? 0,
      unit: '',
      limit: { of: 'value', most: 1 },
    })
  return figures
}

function slowerOfTwo(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[1] ?? 0
}

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}

/** Objects and the bytes they hold, after what nobody needs is gone. */
function heapNow(gc: () => void): number {
  gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
