import { describe, expect, it } from 'vitest'
import { OWN } from '@/lib/crypto/chacha'
import type { Stamp } from '@/lib/records/record'
import { openLink } from '@/lib/vault/beside'
import { changeToText, joinTexts } from '@/lib/vault/changes'
import type { DeepVault } from '@/lib/vault/deep'
import { deriveLogKeys } from '@/lib/vault/log-keys'
import { openChain, openChainBeside, openSegment, sealSegment, segmentHash } from '@/lib/vault/segment'
import { rawRows, rawWrite } from '@/tests/vault/raw'
import { change, held, newVault, open, put, ROOT, settled } from '@/tests/vault/support'

/*
 * Segments are read and opened sixteen at once. Large ones are opened beside this thread where the browser can, so that they are
 * done in another order than they were begun in.
 */
const ALL = new Map<string, number>()
const MANY = 40
const LARGE = 20_000

/** Large and small ones in turn. */
const textAt = (at: number) => (at % 3 === 0 ? String(at).padEnd(LARGE, '.') : String(at))

async function filled(): Promise<Awaited<ReturnType<typeof newVault>>> {
  const made = await newVault()
  for (let at = 0; at < MANY; at++) await put(made.vault, `r${at}`, textAt(at))
  return made
}

async function given(vault: DeepVault, after: ReadonlyMap<string, number> = ALL, most = 50_000) {
  const all: { device: string; first: number; last: number; bytes: Uint8Array }[] = []
  for await (const batch of vault.chains.behind(after, most)) all.push(...batch)
  return all
}

describe('segments that are opened in batches', () => {
  it('are given in the order of their chains, each with what it is there', async () => {
    const { vault } = await filled()
    const { vault: other } = await newVault()
    const all = await given(vault)
    expect(all.map(({ first }) => first)).toEqual(Array.from({ length: MANY }, (_, at) => at + 1))
    const ends: Uint8Array[] = []
    const befores: Uint8Array[] = []
    for await (const batch of vault.chains.behind(ALL, 1_000_000))
      for (const { bytes, end, previous } of batch) {
        expect(end).toEqual(segmentHash(bytes))
        ends.push(end)
        befores.push(previous)
      }
    expect(befores.slice(1)).toEqual(ends.slice(0, -1))
    await other.chains.absorb(all.map(({ bytes }) => bytes))
    const seen: number[] = []
    for await (const { first } of other.chains.changesBehind(ALL, vault.device)) seen.push(first)
    expect(seen).toEqual(all.map(({ first }) => first))
    for (let at = 0; at < MANY; at++) expect(held(other, `r${at}`)).toBe(textAt(at))
  })

  it('end a chain at a damaged one, whatever was opened with it, and no other chain', async () => {
    const { vault: one } = await filled()
    const { vault: two } = await filled()
    const { device, vault } = await newVault()
    for (const other of [one, two]) await vault.chains.absorb((await given(other)).map(({ bytes }) => bytes))
    vault.close()
    await settled()
    const rows = await rawRows(device.database)
    const broken = rows[20]
    for (const name of [...device.files.keys()]) device.files.delete(name)
    const altered = broken?.bytes.slice() as Uint8Array
    altered[altered.length - 1] = (altered.at(-1) as number) ^ 1
    await rawWrite(device.database, ({ segments }) => segments.put(altered, broken?.key))
    const again = await open(device)
    const counts = new Map<string, number>()
    for (const { device: of } of await given(again)) counts.set(of, (counts.get(of) ?? 0) + 1)
    expect(counts).toEqual(
      new Map([
        [one.device, 20],
        [two.device, MANY],
      ]),
    )
  })

  it('are looked up anew when the log is packed between two batches', async () => {
    const { vault } = await filled()
    const { vault: other } = await newVault()
    let [batches, reached] = [0, 0]
    for await (const batch of vault.chains.behind(ALL, 1)) {
      if (++batches === 3) await vault.chains.pack()
      for (const { first, last } of batch) {
        expect(first).toBeLessThanOrEqual(reached + 1)
        reached = last
      }
      await other.chains.absorb(batch.map(({ bytes }) => bytes))
    }
    expect(reached).toBe(MANY)
    expect(batches).toBeLessThan(MANY)
    expect(other.all('contact')).toHaveLength(MANY)
  })

  it('go on behind what was given, after the vault was closed in the middle', async () => {
    const { device, vault } = await filled()
    const { vault: other } = await newVault()
    let reached = 0
    await expect(
      (async () => {
        for await (const batch of vault.chains.behind(ALL, 1)) {
          await other.chains.absorb(batch.map(({ bytes }) => bytes))
          reached = batch.at(-1)?.last ?? 0
          if (reached === 5) vault.close()
        }
      })(),
    ).rejects.toMatchObject({ code: 'closed' })
    expect(reached).toBe(5)
    await settled()
    const again = await open(device)
    const rest = await given(again, new Map([[again.device, reached]]))
    expect(rest.map(({ first }) => first)[0]).toBe(6)
    expect(await other.chains.absorb(rest.map(({ bytes }) => bytes))).toEqual({
      taken: MANY - 5,
      refused: [],
    })
    expect(other.all('contact')).toHaveLength(MANY)
  })

  it('are taken over as a whole or not at all, and the copy is good for the rest', async () => {
    const { vault } = await filled()
    const { device, vault: other } = await newVault()
    const all = (await given(vault)).map(({ bytes }) => bytes)
    const [lost] = all.splice(10, 1) as [Uint8Array]
    expect(await other.chains.absorb(all)).toMatchObject({ taken: 10 })
    expect(other.all('contact')).toHaveLength(10)
    other.close()
    await settled()
    const again = await open(device)
    expect(await again.chains.absorb([...all, lost])).toMatchObject({ taken: MANY - 10, refused: [] })
    expect(again.all('contact')).toHaveLength(MANY)
  })
})

describe('a segment of which nothing is parsed', () => {
  const keys = deriveLogKeys(ROOT)
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const header = {
    vaultId: random(16),
    device: random(16),
    first: 1,
    last: 2,
    previous: new Uint8Array(32),
  }
  const packed = [random(32), random(32)]
  const text = (length: number) => joinTexts([changeToText(change('a', '1' as Stamp, 'x'.repeat(length)))])

  it.each([10, 30_000])(
    'opens with either cipher as it does when all of it is, at %i bytes',
    async (length) => {
      const bytes = sealSegment(keys.segments, header, packed, text(length), random)
      const whole = openSegment(keys.segments, bytes)
      const parts = [
        openChain(keys.segments, bytes),
        await openChainBeside(OWN, keys.segments, bytes),
        await openLink(keys.segments, bytes),
      ]
      for (const part of parts) {
        expect(part?.packed).toEqual(whole?.packed)
        expect(part?.text).toEqual(text(length))
        expect([part?.first, part?.last]).toEqual([1, 2])
      }
      expect((await openLink(keys.segments, bytes))?.end).toEqual(packed[1])
    },
  )

  it('is none when anything of it is another, or less', async () => {
    const bytes = sealSegment(keys.segments, header, packed, text(30_000), random)
    const damaged = [0, 5, 30, 60, 90, 120, 150, bytes.length - 1].map((at) => {
      const other = bytes.slice()
      other[at] = (other[at] as number) ^ 1
      return other
    })
    for (const length of [0, 9, 88, 100, 163, 164, 20_000, bytes.length - 1])
      damaged.push(bytes.slice(0, length))
    damaged.push(new Uint8Array([...bytes, 0]))
    for (const one of damaged) {
      expect(openChain(keys.segments, one)).toBeNull()
      expect(await openChainBeside(OWN, keys.segments, one)).toBeNull()
      expect(await openLink(keys.segments, one)).toBeNull()
    }
    expect(await openLink(random(32), bytes)).toBeNull()
  })
})
