import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from '@/lib/base/bytes'
import { ed25519FromSeed, ed25519Verify } from '@/lib/platform/ed25519'
import { x25519FromSeed } from '@/lib/platform/x25519'
import { deriveObjectKey, WRAP } from '@/lib/replication/envelope'
import { epochId, firstEpoch, unwrapEpoch, wrapEpoch } from '@/lib/replication/epochs'
import {
  CONTENT_LIMIT,
  OBJECT_LIMIT,
  type ObjectBody,
  openObject,
  sealObject,
} from '@/lib/replication/object'
import {
  deriveNameKeys,
  deviceTag,
  type ObjectPlace,
  objectName,
  parseObjectName,
  parseSlotsName,
  slotsName,
  vaultTag,
} from '@/lib/replication/object-name'

const FILE = new URL('../vectors/replication/object.json', import.meta.url)
const base = new Uint8Array(32).fill(7)
const vaultId = new Uint8Array(16).fill(9)
const device = new Uint8Array(16).fill(4)
const names = deriveNameKeys(base)
const vault = vaultTag(names, vaultId)
const tag = deviceTag(names, vaultId, device)
const place: ObjectPlace = { first: 3, last: 5, part: 0, parts: 0 }

function counting() {
  let next = 0
  return (length: number) => Uint8Array.from({ length }, () => next++ & 0xff)
}

async function produce() {
  const { publicKey, sign } = await ed25519FromSeed(new Uint8Array(32).fill(1))
  const own = await x25519FromSeed(new Uint8Array(32).fill(2))
  const once = await x25519FromSeed(new Uint8Array(32).fill(3))
  const body: ObjectBody = {
    author: device,
    key: publicKey,
    exchange: own.publicKey,
    place,
    previous: new Uint8Array(32).fill(5),
    end: new Uint8Array(32).fill(6),
    tips: [{ device, sequence: 5, hash: new Uint8Array(32).fill(6) }],
    segments: [new Uint8Array(10).fill(8), new Uint8Array(3).fill(9)],
  }
  const context = { vaultId, vaultTag: vault, deviceTag: tag }
  const first = await sealObject({ key: firstEpoch(base), wraps: [] }, context, body, sign, counting())
  const key = new Uint8Array(32).fill(11)
  const wrap = await wrapEpoch(key, { vaultId, device: DEVICE }, own.publicKey, once, counting())
  const later = await sealObject({ key, wraps: [wrap] }, context, body, sign, counting())
  return {
    vaultTag: vault,
    deviceTag: tag,
    epoch: epochId(key),
    wrap: toHex(wrap),
    first: { name: objectName(names, vault, tag, place, first.hash), bytes: toHex(first.bytes) },
    later: { name: objectName(names, vault, tag, place, later.hash), bytes: toHex(later.bytes) },
  }
}

const DEVICE = 'BAQEBAQEBAQEBAQEBAQEBA'
const frozen = JSON.parse(readFileSync(FILE, 'utf8')) as Awaited<ReturnType<typeof produce>>
const bytes = (text: string) => fromHex(text) as Uint8Array

async function opened(name: string, raw: Uint8Array, keys = [deriveObjectKey(firstEpoch(base))]) {
  const own = await x25519FromSeed(new Uint8Array(32).fill(2))
  const parsed = parseObjectName(names, vault, name)
  if (!parsed) return { problem: 'no name' }
  const ring = {
    keys,
    async unwrap(wraps: readonly Uint8Array[]) {
      for (const wrap of wraps) {
        const key = await unwrapEpoch(wrap, { vaultId, device: DEVICE }, own)
        if (key) return key
      }
      return null
    },
  }
  return openObject(ring, { vaultId, vaultTag: vault }, parsed, raw, ed25519Verify)
}

describe('the bytes of objects', () => {
  it('and their names are frozen', async () => {
    expect(await produce()).toEqual(frozen)
  })

  it('open, with what they say', async () => {
    for (const { name, bytes: text } of [frozen.first, frozen.later]) {
      const found = await opened(name, bytes(text))
      expect(found).toMatchObject({
        object: { author: DEVICE, place, tips: [{ device: DEVICE, sequence: 5 }] },
      })
      if ('object' in found) expect(found.object.segments.map(({ length }) => length)).toEqual([10, 3])
    }
    expect(await opened(frozen.later.name, bytes(frozen.later.bytes))).toMatchObject({ by: -1 })
  })

  it('with any flipped bit or cut are not those of the name', async () => {
    const whole = bytes(frozen.first.bytes)
    for (let at = 0; at < whole.length; at++) {
      const flipped = whole.slice()
      flipped[at] = (flipped[at] as number) ^ (1 << (at & 7))
      expect(await opened(frozen.first.name, flipped)).toEqual({ problem: 'altered' })
      expect(await opened(frozen.first.name, whole.slice(0, at))).toEqual({ problem: 'altered' })
    }
  })

  it('renamed to what their changed bytes are called do not open', async () => {
    const { objectHash } = await import('@/lib/replication/object-name')
    const whole = bytes(frozen.first.bytes)
    for (let at = 0; at < whole.length; at += 7) {
      const flipped = whole.slice()
      flipped[at] = (flipped[at] as number) ^ 1
      const name = objectName(names, vault, tag, place, objectHash(flipped))
      const found = await opened(name, flipped)
      expect('problem' in found && ['sealed-otherwise', 'newer'].includes(found.problem)).toBe(true)
    }
  })

  it('in another place, of another device or vault or epoch do not count', async () => {
    const whole = bytes(frozen.first.bytes)
    const hash = frozen.first.name.slice(-32)
    const moved = objectName(names, vault, tag, { ...place, last: 6 }, hash)
    expect(await opened(moved, whole)).toEqual({ problem: 'false' })
    const other = deviceTag(names, vaultId, new Uint8Array(16).fill(5))
    expect(await opened(objectName(names, vault, other, place, hash), whole)).toEqual({
      problem: 'sealed-otherwise',
    })
    expect(await opened(frozen.first.name, whole, [])).toEqual({ problem: 'sealed-otherwise' })
    const strange = vaultTag(names, new Uint8Array(16).fill(1))
    expect(parseObjectName(names, vault, objectName(names, strange, tag, place, hash))).toBeNull()
  })

  it('of nothing, and of more than there may be, are no objects', async () => {
    expect(await opened(frozen.first.name, new Uint8Array(0))).toEqual({ problem: 'altered' })
    expect(await opened(frozen.first.name, new Uint8Array(OBJECT_LIMIT + 1))).toEqual({ problem: 'altered' })
    expect(OBJECT_LIMIT).toBeGreaterThan(CONTENT_LIMIT)
    expect(OBJECT_LIMIT).toBeLessThan(1_400_000)
  })

  it('hide how many may read them', () => {
    expect((bytes(frozen.later.bytes)[7] as number) * WRAP).toBe(4 * WRAP)
  })
})

describe('names', () => {
  const sequence = fc.integer({ min: 1, max: 2 ** 48 - 1 })
  const hash = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(toHex)

  it('say to whoever has the keys what they were made of, and are safe everywhere', () => {
    fc.assert(
      fc.property(sequence, sequence, hash, fc.nat(65_534), (one, other, hashed, part) => {
        const [first, last] = [Math.min(one, other), Math.max(one, other)]
        for (const made of [
          { first, last, part: 0, parts: 0 },
          { first: other, last: one, part, parts: part + 1 },
        ]) {
          const name = objectName(names, vault, tag, made, hashed)
          expect(name).toMatch(/^[a-z0-9/-]+$/)
          expect(parseObjectName(names, vault, name)).toEqual({ ...made, name, deviceTag: tag, hash: hashed })
        }
      }),
    )
  })

  it('that nobody with the keys made say nothing', () => {
    fc.assert(
      fc.property(hash, hash, (one, other) => {
        const place = `${one}${other.slice(0, 16)}`
        expect(parseObjectName(names, vault, `v1/${vault}/${tag}/${place}-${other}`)).toBeNull()
      }),
    )
    const { name } = frozen.first
    for (let at = name.length - 81; at < name.length; at++) {
      const other = name[at] === '0' ? '1' : '0'
      expect(parseObjectName(names, vault, `${name.slice(0, at)}${other}${name.slice(at + 1)}`)).toBeNull()
    }
    for (const name of ['', 'v1/', `v1/${vault}/slots/0-0`, `v2/${frozen.first.name.slice(3)}`, '../x'])
      expect(parseObjectName(names, vault, name)).toBeNull()
    expect(parseObjectName(names, vault, frozen.first.name.toUpperCase())).toBeNull()
  })

  it('of slot tables are read without a key', () => {
    const name = slotsName(vault, 3, new Uint8Array(5))
    expect(parseSlotsName(name)).toMatchObject({ vaultTag: vault, generation: 3 })
    expect(parseSlotsName(frozen.first.name)).toBeNull()
    expect(parseSlotsName(`v1/${vault}/slots/ffffffffffffffff-${'0'.repeat(32)}`)).toBeNull()
  })
})

describe('epochs', () => {
  it('come out of a wrap for the device they were wrapped to, and for no other', async () => {
    const [one, other] = [
      await x25519FromSeed(new Uint8Array(32).fill(2)),
      await x25519FromSeed(new Uint8Array(32).fill(9)),
    ]
    const wrap = bytes(frozen.wrap)
    expect(await unwrapEpoch(wrap, { vaultId, device: DEVICE }, one)).toEqual(new Uint8Array(32).fill(11))
    expect(await unwrapEpoch(wrap, { vaultId, device: DEVICE }, other)).toBeNull()
    expect(await unwrapEpoch(wrap, { vaultId, device: 'AAQEBAQEBAQEBAQEBAQEBA' }, one)).toBeNull()
    expect(await unwrapEpoch(new Uint8Array(140), { vaultId, device: DEVICE }, one)).toBeNull()
    expect(await unwrapEpoch(wrap.slice(0, 20), { vaultId, device: DEVICE }, one)).toBeNull()
  })
})
