import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { concatBytes, fromHex, toHex, u32, utf8 } from '@/lib/base/bytes'
import { argon2id } from '@/lib/crypto/argon2id'
import { passphraseBytes } from '@/lib/crypto/kdf'
import { phraseOf, readPhrase } from '@/lib/crypto/phrase'
import { encodeSlot, parseSlot, SLOT_LENGTH, type Slot } from '@/lib/crypto/slot'
import {
  encodeSlotTable,
  isAuthentic,
  newestAuthentic,
  parseSlotTable,
  type SlotTable,
  salvageSlotTable,
  withSlot,
} from '@/lib/crypto/slots'
import { unwrapWithPassphrase, unwrapWithPhrase, wrapForPassphrase, wrapForPhrase } from '@/lib/crypto/wrap'
import frozen from '../vectors/crypto/slots.json'
import { counting, cut, flipped, quickKey } from './counting'

const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array()
const vaultId = new Uint8Array(16).fill(9)
const root = new Uint8Array(32).fill(7)
const entropy = new Uint8Array(32).fill(3)
const random = counting()
const wrapping = { vaultId, root, now: 1_700_000_000_000, random }

let passphrase: Slot
let recovery: Slot
let table: SlotTable

beforeAll(async () => {
  passphrase = await wrapForPassphrase(wrapping, utf8('right'), quickKey)
  recovery = wrapForPhrase(wrapping, entropy)
  table = { vaultId, generation: 3, slots: [passphrase, recovery] }
})

const opensWith = (slot: Slot, word = 'right', vault = vaultId) =>
  unwrapWithPassphrase(vault, slot, utf8(word), quickKey)

describe('a slot', () => {
  it('gives the root key back to what it was made for, and to nothing else', async () => {
    expect(await opensWith(passphrase)).toEqual(root)
    expect(unwrapWithPhrase(vaultId, recovery, entropy)).toEqual(root)
    expect(await opensWith(passphrase, 'wrong')).toBeNull()
    expect(unwrapWithPhrase(vaultId, recovery, new Uint8Array(32))).toBeNull()
  })

  it('opens in its own vault only, and each kind by its own way only', async () => {
    const other = new Uint8Array(16).fill(8)
    expect(await opensWith(passphrase, 'right', other)).toBeNull()
    expect(unwrapWithPhrase(other, recovery, entropy)).toBeNull()
    expect(await opensWith(recovery)).toBeNull()
    expect(unwrapWithPhrase(vaultId, passphrase, entropy)).toBeNull()
  })

  it('leaves nothing of what the passphrase gave in the bytes it was given in', async () => {
    const given: Uint8Array[] = []
    const noted: typeof quickKey = async (...all) => {
      const secret = await quickKey(...all)
      given.push(secret)
      return secret
    }
    const slot = await wrapForPassphrase(wrapping, utf8('right'), noted)
    expect(await unwrapWithPassphrase(vaultId, slot, utf8('right'), noted)).toEqual(root)
    expect(await unwrapWithPassphrase(vaultId, slot, utf8('wrong'), noted)).toBeNull()
    expect(given).toEqual(Array(3).fill(new Uint8Array(32)))
  })

  it('is not written with a part of another length', () => {
    const short = (bytes: Uint8Array) => bytes.subarray(1)
    const [{ id, salt, wrapped }, longer] = [recovery, new Uint8Array(17)]
    for (const wrong of [
      { id: short(id) },
      { salt: short(salt) },
      { wrapped: short(wrapped) },
      // Of the right length in all.
      { id: short(id), salt: longer },
      { id: longer, salt: short(salt) },
      { id: longer, wrapped: short(wrapped) },
      { salt: longer, wrapped: short(wrapped) },
    ])
      expect(() => encodeSlot({ ...recovery, ...wrong }), Object.keys(wrong).join()).toThrow(RangeError)
  })

  it('does not open with the parts of another slot', async () => {
    const other = await wrapForPassphrase(
      { ...wrapping, root: new Uint8Array(32).fill(1) },
      utf8('right'),
      quickKey,
    )
    for (const part of ['id', 'salt', 'wrapped'] as const)
      expect(await opensWith({ ...passphrase, [part]: other[part] }), part).toBeNull()
    expect(await opensWith({ ...passphrase, created: 1 })).toBeNull()
  })

  it('reads as it was written', () => {
    for (const slot of [passphrase, recovery]) {
      expect(encodeSlot(slot)).toHaveLength(SLOT_LENGTH)
      expect(parseSlot(encodeSlot(slot))).toEqual(slot)
    }
  })

  it('is refused with any bit turned', async () => {
    let parsed = 0
    for (const altered of flipped(encodeSlot(passphrase))) {
      const slot = parseSlot(altered)
      if (!slot) continue
      parsed++
      expect(await opensWith(slot)).toBeNull()
    }
    // Most bits are not of the form but of the wrap: those must have come as far as the cipher.
    expect(parsed).toBeGreaterThan(1_000)
    for (const altered of flipped(encodeSlot(recovery))) {
      const slot = parseSlot(altered)
      if (slot) expect(unwrapWithPhrase(vaultId, slot, entropy)).toBeNull()
    }
  })

  it('is refused cut or lengthened', () => {
    for (const altered of cut(encodeSlot(passphrase))) expect(parseSlot(altered)).toBeNull()
  })

  it('is refused with parameters below the floor or above the ceiling, before they are run', () => {
    const whole = encodeSlot(passphrase)
    const withNumber = (at: number, value: number) =>
      concatBytes(whole.subarray(0, at), u32(value), whole.subarray(at + 4))
    expect(parseSlot(withNumber(27, 19_456))).not.toBeNull()
    for (const [at, value] of [
      [27, 19_455],
      [27, 1_048_577],
      [27, 8],
      [31, 1],
      [31, 11],
      [35, 0],
      [35, 5],
      [27, 0xffffffff],
    ] as const)
      expect(parseSlot(withNumber(at, value)), `${value} at ${at}`).toBeNull()
  })

  it('is refused when the kind and the kdf do not go together', () => {
    const whole = encodeSlot(passphrase)
    whole[17] = 2
    expect(parseSlot(whole)).toBeNull()
    const other = encodeSlot(recovery)
    other[17] = 1
    expect(parseSlot(other)).toBeNull()
  })

  it('reads nothing that it would not write', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: SLOT_LENGTH, maxLength: SLOT_LENGTH }),
        fc.boolean(),
        (noise, shaped) => {
          if (shaped) noise.set(encodeSlot(passphrase).subarray(0, 39))
          const slot = parseSlot(noise)
          return slot === null || toHex(encodeSlot(slot)) === toHex(noise)
        },
      ),
    )
  })
})

describe('a slot table', () => {
  it('reads as it was written and is authentic under the root key only', () => {
    const whole = encodeSlotTable(table, root)
    expect(parseSlotTable(whole)).toEqual(table)
    expect(isAuthentic(whole, root)).toBe(true)
    expect(isAuthentic(whole, new Uint8Array(32))).toBe(false)
  })

  it('shows any bit turned', () => {
    for (const altered of flipped(encodeSlotTable(table, root)))
      expect(isAuthentic(altered, root)).toBe(false)
  })

  it('is refused cut or lengthened', () => {
    for (const altered of cut(encodeSlotTable(table, root))) {
      expect(parseSlotTable(altered)).toBeNull()
      expect(salvageSlotTable(altered)).toBeNull()
      expect(isAuthentic(altered, root)).toBe(false)
    }
  })

  it('shows a slot added, removed or replaced without the root key', async () => {
    const foreign = new Uint8Array(32)
    const older = await wrapForPassphrase(wrapping, utf8('older'), quickKey)
    for (const slots of [[passphrase], [recovery], [older, recovery]]) {
      const forged = encodeSlotTable({ ...table, slots }, foreign)
      expect(parseSlotTable(forged)).not.toBeNull()
      expect(isAuthentic(forged, root)).toBe(false)
    }
  })

  it('is not written or read with a kind twice, out of order, or without any slot', () => {
    for (const slots of [[], [passphrase, passphrase], [recovery, passphrase]])
      expect(() => encodeSlotTable({ ...table, slots }, root)).toThrow(RangeError)
    const whole = encodeSlotTable(table, root)
    const [first, second] = [
      whole.subarray(30, 30 + SLOT_LENGTH),
      whole.subarray(30 + SLOT_LENGTH, 30 + 2 * SLOT_LENGTH),
    ]
    const rest = whole.subarray(30 + 2 * SLOT_LENGTH)
    expect(parseSlotTable(concatBytes(whole.subarray(0, 30), second, first, rest))).toBeNull()
    expect(parseSlotTable(concatBytes(whole.subarray(0, 30), first, first, rest))).toBeNull()
    expect(parseSlotTable(concatBytes(whole.subarray(0, 29), Uint8Array.of(0), rest))).toBeNull()
  })

  it('still gives the whole slot when the other one is damaged', async () => {
    const whole = encodeSlotTable(table, root)
    whole[30] = 99
    expect(parseSlotTable(whole)).toBeNull()
    expect(salvageSlotTable(whole)?.slots).toEqual([recovery])
  })

  it('takes a new slot in the place of the one of its kind, as the next generation', async () => {
    const next = await wrapForPassphrase(wrapping, utf8('next'), quickKey)
    expect(withSlot(table, next)).toEqual({ vaultId, generation: 4, slots: [next, recovery] })
    expect(withSlot({ ...table, slots: [recovery] }, next).slots).toEqual([next, recovery])
    expect(withSlot({ ...table, slots: [passphrase] }, recovery).slots).toEqual([passphrase, recovery])
  })

  it('is chosen among copies by authenticity first, then by generation', () => {
    const older = encodeSlotTable(table, root)
    const newer = encodeSlotTable({ ...table, generation: 4 }, root)
    const forged = encodeSlotTable({ ...table, generation: 9 }, new Uint8Array(32))
    expect(newestAuthentic([older, forged, newer], root)).toBe(newer)
    expect(newestAuthentic([newer, older], root)).toBe(newer)
    expect(newestAuthentic([forged, new Uint8Array(3)], root)).toBeNull()
  })
})

describe('the frozen slots', () => {
  it('open with their passphrase, by Argon2id, and with their phrase', async () => {
    const read = parseSlotTable(bytes(frozen.table))
    const [first, second] = read?.slots ?? []
    expect(first && toHex(encodeSlot(first))).toBe(frozen.passphraseSlot)
    expect(second && toHex(encodeSlot(second))).toBe(frozen.recoverySlot)
    expect(isAuthentic(bytes(frozen.table), bytes(frozen.root))).toBe(true)
    const word = passphraseBytes(frozen.passphrase) ?? utf8('')
    const words = readPhrase(frozen.phrase)
    expect(
      first && toHex((await unwrapWithPassphrase(bytes(frozen.vaultId), first, word, argon2id)) ?? utf8('')),
    ).toBe(frozen.root)
    expect(
      second && words.ok && toHex(unwrapWithPhrase(bytes(frozen.vaultId), second, words.value) ?? utf8('')),
    ).toBe(frozen.root)
  })

  it('are what is written today from the same inputs', async () => {
    const made = {
      vaultId: bytes(frozen.vaultId),
      root: bytes(frozen.root),
      now: frozen.created,
      random: counting(),
    }
    const slots = [
      await wrapForPassphrase(made, passphraseBytes(frozen.passphrase) ?? utf8(''), argon2id),
      wrapForPhrase(made, bytes(frozen.entropy)),
    ]
    expect(
      toHex(encodeSlotTable({ vaultId: made.vaultId, generation: frozen.generation, slots }, made.root)),
    ).toBe(frozen.table)
    expect(phraseOf(bytes(frozen.entropy)).join(' ')).toBe(frozen.phrase)
  })
})
