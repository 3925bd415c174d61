import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fromUtf8 } from '@/lib/base/bytes'
import { open as openSeal } from '@/lib/crypto/seal'
import { candidateOf, type Packing, packStretches, planPacking, SMALL } from '@/lib/vault/compact'
import { createCompactor } from '@/lib/vault/compactor'
import { LogDatabase, type RowKey } from '@/lib/vault/database'
import type { DeepVault } from '@/lib/vault/deep'
import { type Loaded, openRows } from '@/lib/vault/load'
import { deriveLogKeys } from '@/lib/vault/log-keys'
import { openSegment } from '@/lib/vault/segment'
import { createState } from '@/lib/vault/state'
import { verifyVault } from '@/lib/vault/verify'
import type { MemoryDevice } from '@/tests/support/memory-places'
import { breakDatabaseCalls } from '@/tests/vault/break'
import { rawRows } from '@/tests/vault/raw'
import { held, newVault, open, put, ROOT, settled } from '@/tests/vault/support'

const keys = deriveLogKeys(ROOT)
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
let undo = () => {}
afterEach(() => undo())

/** A log whose packing makes more than one segment, and takes more than one slice. */
async function filled(
  count = 90,
  size = 1_500,
): Promise<{ readonly device: MemoryDevice; readonly vault: DeepVault }> {
  const made = await newVault()
  for (let at = 0; at < count; at++) await put(made.vault, `r${at}`, `${at} `.padEnd(size, '.'))
  await made.vault.mirrored()
  return made
}

const erase = (vault: DeepVault, id: string) =>
  vault.commit(() => [{ collection: 'contact', id, fields: {}, erased: vault.stamp() }])

/** Everything readable with the key in the database. */
async function allText(device: MemoryDevice): Promise<string> {
  const rows = await rawRows(device.database)
  return rows
    .map(({ bytes }) => openSeal(keys.segments, bytes.subarray(0, 88), bytes.subarray(88)))
    .map((plain) => fromUtf8(plain?.map((byte) => byte & 0x7f) ?? new Uint8Array(0)))
    .join()
}

async function expectAll(device: MemoryDevice, count: number): Promise<void> {
  const vault = await open(device)
  expect(vault.all('contact')).toHaveLength(count)
  expect(held(vault, 'r5')).toMatch(/^5 /)
  const { damaged, repairs } = vault.health()
  expect(damaged).toEqual([])
  // The copy that was not written to had to give nothing.
  for (const { kind } of repairs) expect(['mirror-rewritten', 'sentinel-rewritten']).toContain(kind)
  expect(await verifyVault(vault)).toMatchObject({ intact: true })
  await put(vault, 'still', 'writable')
  await vault.mirrored()
  vault.close()
  await settled()
}

/** Watches what of the log is asked of the database. */
function watchRows(onRows: (keys: readonly RowKey[]) => void | Promise<void>) {
  const rows = LogDatabase.prototype.rows
  const whole: string[] = []
  const spies = [
    vi.spyOn(LogDatabase.prototype, 'follow').mockImplementation(async () => {
      whole.push('follow')
      throw new Error('asked for all')
    }),
    vi.spyOn(LogDatabase.prototype, 'rows').mockImplementation(async function (this: LogDatabase, wanted) {
      await onRows(wanted)
      return rows.call(this, wanted)
    }),
  ]
  undo = () => {
    for (const spy of spies) spy.mockRestore()
  }
  return { whole }
}

describe('packing', () => {
  test('asks for no more than a slice of the log at once', async () => {
    const { vault } = await filled()
    const { database, state, vaultId, places } = vault.inside
    const asked: number[] = []
    const { whole } = watchRows((wanted) => void asked.push(wanted.length))
    let packed = 0
    const need = { rows: 90, loose: 0, erasing: false, overwritten: false }
    const parts = { database, keys, state, vaultId, places }
    const replace = async ({ remove }: Packing) => {
      packed = remove.length
    }
    const compactor = createCompactor({ ...parts, replace }, need)
    await compactor.pack()
    compactor.stop()
    expect(packed).toBe(90)
    expect(whole).toEqual([])
    expect(Math.max(...asked)).toBeLessThanOrEqual(32)
  })

  test('seals one stretch before the next is loaded', async () => {
    const { vault } = await filled()
    const { database, state, vaultId, places } = vault.inside
    const rows = await database.rows((await database.keys()).keys)
    const { good } = openRows(keys, vaultId, rows)
    const stretches = planPacking(good.map((one) => candidateOf(one, state)))
    expect(stretches.length).toBeGreaterThan(2)
    const steps: string[] = []
    const sealing = (length: number) => {
      if (steps.at(-1) !== 'sealed') steps.push('sealed')
      return places.random(length)
    }
    const byKey = new Map(good.map((one) => [String([one.row.generation, one.row.index]), one]))
    await packStretches(stretches, state, keys, { random: sealing }, async (stretch) => {
      steps.push('loaded')
      await Promise.resolve()
      return stretch.map(({ key }) => byKey.get(String(key)) as Loaded)
    })
    expect(steps).toEqual(stretches.flatMap(() => ['loaded', 'sealed']))
  })

  test('leaves a stretch of which something is gone, and packs the others', async () => {
    const { vault } = await filled()
    const { database, state, vaultId } = vault.inside
    const rows = await database.rows((await database.keys()).keys)
    const { good } = openRows(keys, vaultId, rows)
    const candidates = good.map((one) => candidateOf(one, state))
    const stretches = planPacking(candidates)
    const gone = stretches[1] ?? []
    const packing = await packStretches(stretches, state, keys, { random }, async (stretch) =>
      stretch === gone
        ? null
        : good.filter((_, at) => stretch.some(({ key }) => key === candidates[at]?.key)),
    )
    expect(packing.segments).toHaveLength(stretches.length - 1)
    expect(packing.remove).toHaveLength(90 - gone.length)
  })

  test('leaves a stretch of which the database gives a part only', async () => {
    const { vault } = await filled()
    const { database, state, vaultId, places } = vault.inside
    const made: Packing[] = []
    let calls = 0
    const lossy = {
      keys: () => database.keys(),
      rows: async (wanted: readonly RowKey[]) => (await database.rows(wanted)).slice(++calls === 4 ? 1 : 0),
    } as unknown as LogDatabase
    const parts = { database: lossy, keys, state, vaultId, places }
    const replace = async (packing: Packing) => {
      made.push(packing)
    }
    const compactor = createCompactor(
      { ...parts, replace },
      { rows: 90, loose: 0, erasing: false, overwritten: false },
    )
    await compactor.pack()
    compactor.stop()
    const [packing] = made
    expect(packing?.segments.length).toBeGreaterThan(1)
    expect(packing?.segments.every((bytes) => openSegment(keys.segments, bytes) !== null)).toBe(true)
    expect(packing?.remove.length).toBeLessThan(60)
  })

  test.each([
    ['before what is planned is read', 4, 'before'],
    ['after a part of it was read', 5, 'after'],
  ] as const)('does not replace what another context packed %s', async (_, at, when) => {
    const { device, vault } = await filled()
    const other = await open(device)
    let calls = 0
    const rows = LogDatabase.prototype.rows
    const spy = vi.spyOn(LogDatabase.prototype, 'rows').mockImplementation(async function (
      this: LogDatabase,
      wanted,
    ) {
      const isNow = ++calls === at
      if (isNow && when === 'before') await other.chains.pack()
      const found = await rows.call(this, wanted)
      if (isNow && when === 'after') await other.chains.pack()
      return found
    })
    undo = () => spy.mockRestore()
    await vault.chains.pack()
    undo()
    expect(calls).toBeGreaterThan(at)
    await vault.refresh()
    expect(vault.health().segments).toBeLessThan(10)
    await vault.mirrored()
    for (const one of [vault, other]) one.close()
    await settled()
    await expectAll(device, 90)
  })

  test('that began before something was erased is followed by another', async () => {
    const { device, vault } = await newVault()
    await put(vault, 'large', `ERASED-CANARY ${'.'.repeat(SMALL + 1_000)}`)
    for (let at = 0; at < 40; at++) await put(vault, `r${at}`, `${at} `)
    let [calls, second] = [0, Promise.resolve()]
    const rows = LogDatabase.prototype.rows
    const spy = vi.spyOn(LogDatabase.prototype, 'rows').mockImplementation(async function (
      this: LogDatabase,
      wanted,
    ) {
      // The first of them was looked at already.
      if (++calls === 2) {
        second = erase(vault, 'large').then(() => vault.chains.pack())
        await vi.waitFor(() => expect(vault.get('contact', 'large')).toBeNull())
      }
      return rows.call(this, wanted)
    })
    undo = () => spy.mockRestore()
    expect(await allText(device)).toContain('ERASED-CANARY')
    await vault.chains.pack()
    await second
    undo()
    expect(await allText(device)).not.toContain('ERASED-CANARY')
    await vault.mirrored()
    vault.close()
    await settled()
    await expectAll(device, 40)
  })
})

describe('stopped at any step', () => {
  for (const sticky of [false, true])
    test(`of the database (${sticky ? 'for good' : 'once'}) it leaves the log whole`, async () => {
      for (let fail = 0; ; fail++) {
        const { device, vault } = await filled(6, 20_000)
        await erase(vault, 'r3')
        const broken = breakDatabaseCalls((at) => at === fail || (sticky && at > fail), 'AbortError')
        undo = broken.mend
        await vault.chains.pack().catch(() => undefined)
        vault.close()
        await settled()
        broken.mend()
        await expectAll(device, 5)
        if (broken.calls() <= fail) break
        if (fail > 200) throw new Error('never ran without a fault')
      }
    })
})

describe('what is counted as small', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    undo = () => vi.useRealTimers()
  })

  const compactor = (asked: () => void) =>
    createCompactor(
      {
        database: {
          keys: async () => {
            asked()
            return { head: null, keys: [] }
          },
        } as unknown as LogDatabase,
        keys,
        state: createState(),
        vaultId: new Uint8Array(16),
        places: { random },
        replace: async () => {},
      },
      { rows: 0, loose: 0, erasing: false, overwritten: false },
    )

  test('is packed once there are many, and full ones are not', async () => {
    const asked = vi.fn()
    const one = compactor(asked)
    const full = Array.from({ length: 2_000 }, () => new Uint8Array(61_000))
    one.wrote(full, [])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).not.toHaveBeenCalled()
    one.wrote(
      Array.from({ length: 256 }, () => ({ bytes: new Uint8Array(200) })),
      [],
    )
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toHaveBeenCalledOnce()
    one.stop()
  })
})
