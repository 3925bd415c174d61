import { describe, expect, it } from 'vitest'
import { currentValue, isSticky } from '@/lib/records/merge'
import type { Stamp } from '@/lib/records/record'
import { stampedBy } from '@/lib/records/stamp'
import { changeToText, joinTexts } from '@/lib/vault/changes'
import type { DeepVault } from '@/lib/vault/deep'
import { deriveLogKeys } from '@/lib/vault/log-keys'
import { openSegment, sealSegment, segmentHash } from '@/lib/vault/segment'
import { verifyVault } from '@/lib/vault/verify'
import { rawRows, rawWrite } from '@/tests/vault/raw'
import { change, held, newVault, open, put, ROOT, settled } from '@/tests/vault/support'

const ALL = new Map<string, number>()

async function segmentsOf(vault: DeepVault, after: ReadonlyMap<string, number> = ALL): Promise<Uint8Array[]> {
  const all: Uint8Array[] = []
  for await (const batch of vault.chains.behind(after, 1_000_000))
    all.push(...batch.map(({ bytes }) => bytes))
  return all
}

describe('the segments behind a place', () => {
  it('are all given when the log is packed while they are read', async () => {
    const { vault: one } = await newVault()
    const { vault: other } = await newVault()
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) await put(one, id, id)
    const given: Uint8Array[] = []
    for await (const batch of one.chains.behind(ALL, 1)) {
      given.push(...batch.map(({ bytes }) => bytes))
      if (given.length === 2) await one.chains.pack()
    }
    await other.chains.absorb(given)
    expect(other.all('contact')).toHaveLength(6)
    const changed: string[] = []
    for await (const { changes } of other.chains.changesBehind(ALL)) {
      changed.push(...changes.map(({ id }) => id))
      await other.chains.pack()
    }
    expect(new Set(changed).size).toBe(6)
  })

  it('end where one is damaged, so that nobody takes what lies around it for the whole', async () => {
    const { device, vault } = await newVault()
    for (const id of ['a', 'b', 'c']) await put(vault, id, id)
    await vault.mirrored()
    vault.close()
    await settled()
    const [, second] = await rawRows(device.database)
    for (const name of [...device.files.keys()]) device.files.delete(name)
    await rawWrite(device.database, ({ segments }) => segments.put(new Uint8Array(9), second?.key))
    const again = await open(device)
    expect(again.health().damaged).toHaveLength(1)
    const ends: number[] = []
    for await (const batch of again.chains.behind(ALL, 1_000_000)) ends.push(...batch.map(({ last }) => last))
    expect(ends).toEqual([1])
  })
})

describe('taking over segments of another device', () => {
  it('brings its records, keeps them over a reopening, and the chain verifies', async () => {
    const { vault: one } = await newVault()
    const { vault: other, device } = await newVault()
    await put(one, 'a', 'from one')
    await put(one, 'b', 'from one too')
    await put(other, 'c', 'own')
    const heard: string[] = []
    other.subscribe((changed) => heard.push(...changed.map(({ id }) => id)))
    expect(await other.chains.absorb(await segmentsOf(one))).toEqual({ taken: 2, refused: [] })
    expect(heard).toEqual(['a', 'b'])
    expect(held(other, 'a')).toBe('from one')
    expect(await verifyVault(other)).toMatchObject({ intact: true })
    expect(
      other.chains
        .tips()
        .map(({ sequence }) => sequence)
        .sort(),
    ).toEqual([1, 2])
    expect(other.health().records).toBe(3)
    await other.mirrored()
    other.close()
    const again = await open(device)
    expect(held(again, 'b')).toBe('from one too')
    expect(again.health().damaged).toEqual([])
    expect(again.health().repairs).toEqual([])
  })

  it('does nothing the second time, and takes no segment behind a gap', async () => {
    const { vault: one } = await newVault()
    const { vault: other } = await newVault()
    for (const id of ['a', 'b', 'c']) await put(one, id, id)
    const [first, second, third] = (await segmentsOf(one)) as [Uint8Array, Uint8Array, Uint8Array]
    expect(await other.chains.absorb([third, first])).toMatchObject({
      taken: 1,
      refused: [{ first: 3, reason: 'gap' }],
    })
    const { generation } = other.health()
    expect(await other.chains.absorb([first])).toEqual({ taken: 0, refused: [] })
    expect(other.health().generation).toBe(generation)
    expect(await other.chains.absorb([third, second])).toMatchObject({ taken: 2 })
  })

  it('takes a packing in place of what it has of it, and the mirror does too', async () => {
    const { vault: one } = await newVault()
    const { vault: other, device } = await newVault()
    for (const id of ['a', 'b', 'c']) await put(one, id, id)
    await other.chains.absorb((await segmentsOf(one)).slice(0, 2))
    await one.chains.pack()
    const packed = await segmentsOf(one)
    expect(packed).toHaveLength(1)
    expect(await other.chains.absorb(packed)).toEqual({ taken: 1, refused: [] })
    expect(other.health().segments).toBe(1)
    expect(held(other, 'c')).toBe('c')
    expect(await verifyVault(other)).toMatchObject({ intact: true })
    await other.mirrored()
    await device.dropDatabase()
    other.close()
    const again = await open(device)
    expect(held(again, 'c')).toBe('c')
  })

  it('packings that overlap are whole all the same, unless they contradict each other', async () => {
    const { vault: one } = await newVault()
    const { vault: other } = await newVault()
    for (const id of ['a', 'b']) await put(one, id, id)
    const [first, second] = (await segmentsOf(one)) as [Uint8Array, Uint8Array]
    await other.chains.absorb([first, second])
    await other.chains.pack()
    await put(one, 'c', 'c')
    const [, , third] = (await segmentsOf(one)) as [Uint8Array, Uint8Array, Uint8Array]
    // A third device packed 2 and 3, where this one has 1 and 2 in one.
    const packing = (hashes: readonly Uint8Array[]) =>
      sealSegment(
        keys.segments,
        { ...headerOf(second), last: 3 },
        hashes,
        joinTexts([second, third].flatMap((bytes) => changesIn(bytes).map(changeToText))),
        random,
      )
    const wrong = packing([segmentHash(first), segmentHash(third)])
    expect(await other.chains.absorb([wrong])).toMatchObject({ taken: 0, refused: [{ reason: 'fork' }] })
    const right = packing([segmentHash(second), segmentHash(third)])
    expect(await other.chains.absorb([right])).toMatchObject({ taken: 1, refused: [] })
    expect(other.health().segments).toBe(2)
    expect(await verifyVault(other)).toMatchObject({ intact: true })
    expect(held(other, 'c')).toBe('c')
  })

  it('refuses a fork, and what is none of ours', async () => {
    const { vault: one } = await newVault()
    const { vault: other } = await newVault()
    await put(one, 'a', 'a')
    await other.chains.absorb(await segmentsOf(one))
    const segments = await segmentsOf(one)
    const flipped = (segments[0] as Uint8Array).slice()
    flipped[200] = (flipped[200] as number) ^ 1
    expect(await other.chains.absorb([flipped, new Uint8Array(0), new Uint8Array(9)])).toMatchObject({
      taken: 0,
      refused: [{ reason: 'not-ours' }, { reason: 'not-ours' }, { reason: 'not-ours' }],
    })
    // The same device set back to before `a`, going on by itself.
    await put(one, 'b', 'b')
    const forked = await forkOf(one, 'z')
    await other.chains.absorb(await segmentsOf(one))
    expect(await other.chains.absorb(forked)).toMatchObject({ taken: 0, refused: [{ reason: 'fork' }] })
    expect(held(other, 'z')).toBeUndefined()
    expect(held(other, 'b')).toBe('b')
  })

  it('commits go on beside it, and each sees what came', async () => {
    const { vault: one } = await newVault()
    const { vault: other } = await newVault()
    for (let at = 0; at < 20; at++) await put(one, `from one ${at}`, at)
    const segments = await segmentsOf(one)
    const work: Promise<unknown>[] = []
    for (let at = 0; at < 20; at++) {
      work.push(put(other, `own ${at}`, at))
      work.push(other.chains.absorb(segments.slice(at, at + 1)))
    }
    await Promise.all(work)
    expect(other.all('contact')).toHaveLength(40)
    expect(await verifyVault(other)).toMatchObject({ intact: true })
  })

  it('a revocation that comes while a commit is under way is seen by it, and each entry names its device', async () => {
    const { vault: one } = await newVault()
    const { vault: other } = await newVault()
    const grant = (stamp: Stamp, field: string) => ({
      collection: '~grants',
      id: 'g',
      fields: { [field]: [{ value: 1, stamp }] },
    })
    await one.commit(() => [grant(one.stamp(), 'seen')])
    await other.chains.absorb(await segmentsOf(one))
    await one.commit(() => [grant(one.stamp(), 'revoked')])
    const saw: unknown[] = []
    let provide = (_: boolean) => {}
    const provided = new Promise<boolean>((resolve) => {
      provide = resolve
    })
    const stamp = other.stamp()
    const release = other.commit(
      (state) => {
        const known = state.get('~grants', 'g')
        saw.push(known && currentValue(known, 'revoked'))
        return [change('entry', stamp, 'released', '~ledger')]
      },
      { provided },
    )
    await other.chains.absorb(await segmentsOf(one))
    provide(true)
    await release
    expect(saw.at(-1)).toBe(1)
    await one.chains.absorb(await segmentsOf(other))
    const entry = one.get('~ledger', 'entry')?.fields.value?.[0]
    expect(entry && stampedBy(entry.stamp)).toBe(other.device)
    const later = await one.chains.absorb(await segmentsOf(other))
    expect(later.taken).toBe(0)
  })

  it('brings back nothing that was erased here, and nobody takes a removal back', async () => {
    const { vault: one } = await newVault()
    const { vault: other } = await newVault()
    await put(one, 'a', 'secret')
    const early = await segmentsOf(one)
    await other.chains.absorb(early)
    await other.commit(() => [{ collection: 'contact', id: 'a', fields: {}, erased: other.stamp() }])
    await other.chains.pack()
    await other.chains.absorb(early)
    expect(held(other, 'a')).toBeUndefined()
    expect(other.chains.tombstones()).toHaveLength(1)
    await put(one, 'a', 'again')
    await other.chains.absorb(await segmentsOf(one))
    expect(held(other, 'a')).toBeUndefined()
    expect(isSticky('~devices', 'removed')).toBe(true)
  })

  it('two contexts of the device follow it', async () => {
    const { vault: one } = await newVault()
    const { vault: other, device } = await newVault()
    const page = await open(device)
    await put(one, 'a', 'a')
    await other.chains.absorb(await segmentsOf(one))
    await page.refresh()
    expect(held(page, 'a')).toBe('a')
    await put(page, 'b', 'b')
    await other.refresh()
    expect(await verifyVault(other)).toMatchObject({ intact: true })
  })

  it('keeps what is this device’s own, sealed, when the database is lost', async () => {
    const { vault, device } = await newVault()
    expect(await vault.chains.readOwn()).toBeNull()
    const plain = new TextEncoder().encode('a private key')
    await vault.chains.writeOwn(plain)
    await put(vault, 'a', 'a')
    await vault.mirrored()
    vault.close()
    for (const bytes of device.files.values())
      expect(new TextDecoder('latin1').decode(bytes)).not.toContain('private')
    await device.dropDatabase()
    const again = await open(device)
    expect(new Uint8Array((await again.chains.readOwn()) ?? [])).toEqual(new Uint8Array(plain))
  })
})

const keys = deriveLogKeys(ROOT)
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

function opened(bytes: Uint8Array) {
  const segment = openSegment(keys.segments, bytes)
  if (!segment) throw new Error('does not open')
  return segment
}
const headerOf = (bytes: Uint8Array) => opened(bytes)
const changesIn = (bytes: Uint8Array) => opened(bytes).changes

/** What a device that was set back by a commit and went on would have written. */
async function forkOf(vault: DeepVault, id: string): Promise<readonly Uint8Array[]> {
  const [first, second] = (await segmentsOf(vault)) as [Uint8Array, Uint8Array]
  const text = joinTexts([changeToText(change(id, vault.stamp(), 'forked'))])
  const header = headerOf(second)
  const other = sealSegment(keys.segments, { ...header, previous: segmentHash(first) }, [], text, random)
  const third = { ...header, first: 3, last: 3, previous: segmentHash(other) }
  return [sealSegment(keys.segments, third, [], text, random)]
}
