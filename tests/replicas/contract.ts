import { createHash, randomBytes } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Replica, type ReplicaEntry, ReplicaError } from '@/lib/replicas/replica'

/** What every kind of place promises, run against each. */

export interface Subject {
  readonly replica: Replica
  /** The same place with credentials that are not right; null where there are none. */
  readonly withWrongCredentials: Replica | null
  /** A place that is not there; null where there is always one. */
  readonly atWrongPlace: Replica | null
  /** Lays empty objects there by another way than `put`. */
  fill(names: readonly string[]): Promise<void>
  /** Null where nothing can be stopped. */
  readonly power: { kill(): Promise<void>; restart(): Promise<void> } | null
  close(): Promise<void>
}

const MEGABYTE = 1_000_000
const own = new AbortController()
setMaxListeners(0, own.signal)
export const { signal } = own

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
export const random = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(randomBytes(length))
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

export async function listed(replica: Replica, prefix: string): Promise<readonly ReplicaEntry[]> {
  const all: ReplicaEntry[] = []
  for await (const page of replica.list(prefix, signal)) all.push(...page)
  return all.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The problem that a verb ends with; `none` when it does not. */
export async function problemOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'none'
  } catch (error) {
    return error instanceof ReplicaError ? error.problem : String(error)
  }
}

/** Problems of all four verbs. */
export async function problemsOf(replica: Replica): Promise<readonly string[]> {
  return [
    await problemOf(listed(replica, 'v1/')),
    await problemOf(replica.get('v1/vault/device/1-a', MEGABYTE, signal)),
    await problemOf(replica.put('v1/vault/device/1-a', bytesOf('a'), signal)),
    await problemOf(replica.delete('v1/vault/device/1-a', signal)),
  ]
}

/** @param isHere false where what it runs against cannot be had on this machine. */
export function contract(name: string, open: () => Promise<Subject>, isHere = true): void {
  describe.runIf(isHere)(`the contract of a replica: ${name}`, () => {
    let subject: Subject
    let replica: Replica
    beforeAll(async () => {
      subject = await open()
      replica = subject.replica
    })
    afterAll(async () => subject?.close())

    it('is empty where nothing was written', async () => {
      expect(await listed(replica, '')).toEqual([])
      expect(await listed(replica, 'v1/never/')).toEqual([])
    })

    it('gives back what was put, byte for byte, and lists it with its size', async () => {
      const bytes = Uint8Array.from({ length: 256 }, (_, value) => value)
      await replica.put('v1/bytes/0a/1-f', bytes, signal)
      expect(await replica.get('v1/bytes/0a/1-f', 256, signal)).toEqual(bytes)
      expect(await listed(replica, 'v1/bytes/')).toEqual([{ name: 'v1/bytes/0a/1-f', size: 256 }])
    })

    it('carries names as long as those of the log', async () => {
      const hex = (length: number) => 'f0'.repeat(length)
      const name = `v1/${hex(16)}/${hex(16)}/${hex(24)}-${hex(16)}`
      await replica.put(name, bytesOf('a'), signal)
      expect(await replica.get(name, 1, signal)).toEqual(bytesOf('a'))
      expect(await listed(replica, `v1/${hex(16)}/`)).toEqual([{ name, size: 1 }])
    })

    it('takes the same object again, and one that was cut short is mended by it', async () => {
      const bytes = random(4_000)
      await replica.put('v1/again/0a/1-f', bytes.slice(0, 10), signal)
      await replica.put('v1/again/0a/1-f', bytes, signal)
      await replica.put('v1/again/0a/1-f', bytes, signal)
      expect(await replica.get('v1/again/0a/1-f', 4_000, signal)).toEqual(bytes)
      expect(await listed(replica, 'v1/again/')).toEqual([{ name: 'v1/again/0a/1-f', size: 4_000 }])
    })

    it('keeps an empty object', async () => {
      await replica.put('v1/empty/0a/1-f', new Uint8Array(0), signal)
      expect(await replica.get('v1/empty/0a/1-f', 0, signal)).toEqual(new Uint8Array(0))
      expect(await listed(replica, 'v1/empty/')).toEqual([{ name: 'v1/empty/0a/1-f', size: 0 }])
    })

    it('keeps an object of a megabyte', async () => {
      const bytes = random(MEGABYTE)
      await replica.put('v1/large/0a/1-f', bytes, signal)
      const back = await replica.get('v1/large/0a/1-f', MEGABYTE, signal)
      expect(back && hash(back)).toBe(hash(bytes))
    })

    it('reads no more than it is told to', async () => {
      await replica.put('v1/most/0a/1-f', random(100), signal)
      expect(await problemOf(replica.get('v1/most/0a/1-f', 99, signal))).toBe('wrong-answer')
    })

    it('has nothing under a name that was never put, wherever it would lie', async () => {
      await replica.put('v1/unknown/0a/1-f', bytesOf('a'), signal)
      for (const unknown of ['v1/unknown/0a/2-f', 'v1/unknown/0b/1-f', 'v1/elsewhere/0a/1-f', 'v2/a'])
        expect(await replica.get(unknown, 10, signal)).toBe(null)
    })

    it('deletes, and what is not there is deleted', async () => {
      await replica.put('v1/gone/0a/1-f', bytesOf('a'), signal)
      await replica.put('v1/gone/0a/2-f', bytesOf('b'), signal)
      await replica.delete('v1/gone/0a/1-f', signal)
      await replica.delete('v1/gone/0a/1-f', signal)
      await replica.delete('v1/gone/0b/1-f', signal)
      expect(await replica.get('v1/gone/0a/1-f', 10, signal)).toBe(null)
      expect(await listed(replica, 'v1/gone/')).toEqual([{ name: 'v1/gone/0a/2-f', size: 1 }])
    })

    it('lists by the beginning of a name, cut at any letter', async () => {
      const names = [
        'v1/pre/0a/10-f',
        'v1/pre/0a/11-f',
        'v1/pre/0a/2-f',
        'v1/pre/0ab/10-f',
        'v1/prefix/0a/1-f',
      ]
      await Promise.all(names.map((each) => replica.put(each, bytesOf(each), signal)))
      const found = async (prefix: string) => (await listed(replica, prefix)).map((each) => each.name)
      expect(await found('v1/pre')).toEqual(names)
      expect(await found('v1/pre/')).toEqual(names.slice(0, 4))
      expect(await found('v1/pre/0a')).toEqual(names.slice(0, 4))
      expect(await found('v1/pre/0a/')).toEqual(names.slice(0, 3))
      expect(await found('v1/pre/0a/1')).toEqual(names.slice(0, 2))
      expect(await found('v1/pre/0a/10-f')).toEqual(names.slice(0, 1))
      expect(await found('v1/pre/0c')).toEqual([])
    })

    it('refuses names that not every place can carry, before anything is asked', async () => {
      for (const bad of [
        '',
        '/a',
        'a/',
        'a//b',
        'v1/A',
        '../a',
        'a/./b',
        'a b',
        'a%2fb',
        'a?b',
        'ä',
        'a/.b',
        'a_b',
        `${'a'.repeat(121)}`,
        'a/b/c/d/e/f/g',
      ]) {
        expect(await problemOf(replica.put(bad, bytesOf('a'), signal))).toMatch(/^TypeError/)
        expect(await problemOf(replica.get(bad, 10, signal))).toMatch(/^TypeError/)
        expect(await problemOf(replica.delete(bad, signal))).toMatch(/^TypeError/)
      }
      for (const bad of ['/', 'A', '../', 'v1//', '%', 'a b'])
        expect(await problemOf(listed(replica, bad))).toMatch(/^TypeError/)
    })

    it('takes sixteen at once, into folders that are not there yet', async () => {
      const objects = Array.from({ length: 48 }, (_, number) => ({
        name: `v1/many/${number % 3}a/${number}-f`,
        bytes: random(1_000 + number),
      }))
      const waiting = [...objects]
      await Promise.all(
        Array.from({ length: 16 }, async () => {
          for (let next = waiting.pop(); next; next = waiting.pop())
            await replica.put(next.name, next.bytes, signal)
        }),
      )
      const back = await Promise.all(objects.map((each) => replica.get(each.name, 2_000, signal)))
      expect(back).toEqual(objects.map((each) => each.bytes))
      expect((await listed(replica, 'v1/many/')).length).toBe(48)
    })

    it('lists three thousand names, each once', async () => {
      const names = Array.from(
        { length: 3_000 },
        (_, number) => `v1/long/0a/${String(number).padStart(9, '0')}-f`,
      )
      await subject.fill(names)
      expect((await listed(replica, 'v1/long/0a/')).map((each) => each.name)).toEqual(names)
    })

    it('stops when it is told to, with the reason it is given', async () => {
      const before = AbortSignal.abort(new Error('not now'))
      await expect(replica.get('v1/bytes/0a/1-f', 256, before)).rejects.toThrow('not now')
      await expect(replica.put('v1/stop/0a/1-f', bytesOf('a'), before)).rejects.toThrow('not now')
      await expect(replica.delete('v1/bytes/0a/1-f', before)).rejects.toThrow('not now')
      const list = async () => {
        for await (const _ of replica.list('v1/', before)) throw new Error('a page')
      }
      await expect(list()).rejects.toThrow('not now')
      expect(await replica.get('v1/stop/0a/1-f', 10, signal)).toBe(null)
      expect(await replica.get('v1/bytes/0a/1-f', 256, signal)).not.toBe(null)

      const during = new AbortController()
      const put = replica.put('v1/stop/0a/2-f', random(MEGABYTE), during.signal)
      during.abort(new Error('enough'))
      await expect(put).rejects.toThrow('enough')
    })

    it('says that credentials are not taken', async () => {
      if (!subject.withWrongCredentials) return
      expect(await problemsOf(subject.withWrongCredentials)).toEqual(Array(4).fill('refused'))
    })

    it('says that a place is not there', async () => {
      if (!subject.atWrongPlace) return
      expect(await problemsOf(subject.atWrongPlace)).toEqual(Array(4).fill('no-place'))
    })

    it('loses nothing that it acknowledged when it is stopped in the middle, and goes on when it is back', async () => {
      if (!subject.power) return
      const objects = Array.from({ length: 24 }, (_, number) => ({
        name: `v1/power/0a/${number}-f`,
        bytes: random(300_000),
      }))
      const acknowledged: typeof objects = []
      let first = () => {}
      const hasOne = new Promise<void>((resolve) => {
        first = resolve
      })
      const puts = objects.map(async (each) => {
        await replica.put(each.name, each.bytes, signal)
        acknowledged.push(each)
        first()
      })
      const ends = Promise.all(puts.map(problemOf))
      await hasOne
      await subject.power.kill()
      expect((await ends).filter((each) => each !== 'none' && each !== 'unreachable')).toEqual([])
      expect(await problemsOf(replica)).toEqual(Array(4).fill('unreachable'))

      await subject.power.restart()
      for (const each of acknowledged)
        expect(hash((await replica.get(each.name, 300_000, signal)) ?? new Uint8Array(0))).toBe(
          hash(each.bytes),
        )
      await Promise.all(objects.map((each) => replica.put(each.name, each.bytes, signal)))
      expect((await listed(replica, 'v1/power/')).map(({ size }) => size)).toEqual(Array(24).fill(300_000))
    })
  })
}
