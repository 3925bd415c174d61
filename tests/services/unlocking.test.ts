import { describe, expect, it } from 'vitest'
import { equalBytes, fromBase64Url, toBase64Url } from '@/lib/base/bytes'
import { argon2id } from '@/lib/crypto/argon2id'
import { KDF } from '@/lib/crypto/kdf'
import type { DeriveKey } from '@/lib/crypto/slot'
import { encodeSlotTable, parseSlotTable } from '@/lib/crypto/slots'
import { VaultError, vaultError } from '@/lib/vault/errors'
import { quickKey } from '../crypto/counting'

import { done, made, page, plant, RIGHT, stored, wrong } from './unlocking-world'

describe('create', () => {
  it('makes a vault that is open at once, and that passphrase and phrase each unlock in another page', async () => {
    const first = page()
    expect(await first.unlocking.examine()).toEqual({ state: 'none' })
    const { phrase } = await first.unlocking.create(RIGHT)
    expect(phrase).toHaveLength(24)
    const vault = await first.session.vault()
    expect(vault).not.toBeNull()
    expect(await first.session.isFresh()).toBe(true)
    expect(first.derived).toEqual([KDF, KDF])
    for (const unlock of [
      (one: ReturnType<typeof page>) => one.unlocking.unlock(RIGHT),
      (one: ReturnType<typeof page>) => one.unlocking.unlockWithPhrase(phrase.join(' ')),
      (one: ReturnType<typeof page>) =>
        one.unlocking.unlockWithPhrase(
          phrase.map((word, i) => `${i + 1}. ${word.slice(0, 4).toUpperCase()}`).join('\n'),
        ),
    ]) {
      const other = page(first.device)
      expect(await unlock(other)).toEqual(done)
      expect((await other.session.vault())?.id).toBe(vault?.id)
      expect(other.unlocking.slotsAltered()).toBe(false)
    }
  })

  it('is refused where a vault stands, and leaves it as it is', async () => {
    const { device } = await made()
    const before = await stored(device)
    await expect(page(device).unlocking.create('another')).rejects.toThrow('present')
    expect(await stored(device)).toEqual(before)
  })

  it('is refused where the vault is lost: that is not a new person', async () => {
    const { device } = await made()
    device.files.clear()
    await device.dropDatabase()
    await expect(page(device).unlocking.create('another')).rejects.toThrow('lost')
  })

  it('is possible where the vault was lost once the person starts over, and what is left of it stays', async () => {
    const { device } = await made()
    const { sentinel } = device
    device.files.clear()
    await device.dropDatabase()
    const one = page(device)
    await one.unlocking.startOver()
    expect(await one.unlocking.examine()).toEqual({ state: 'none' })
    expect([...device.aside.values()]).toEqual([sentinel])
    await one.unlocking.create('another')
    await one.session.lock()
    expect(await one.unlocking.unlock(RIGHT)).toEqual(wrong)
    expect(await one.unlocking.unlock('another')).toEqual(done)
  })

  it('goes on after starting over was asked where a vault stands: that is refused', async () => {
    const { device } = await made()
    const one = page(device)
    expect(await one.unlocking.unlock(RIGHT)).toEqual(done)
    await expect(one.unlocking.startOver()).rejects.toMatchObject({ code: 'exists' })
    expect(await one.session.vault()).not.toBeNull()
  })

  it('is refused for a passphrase that cannot be one, before anything is written', async () => {
    const one = page()
    await expect(one.unlocking.create('')).rejects.toThrow(RangeError)
    await expect(one.unlocking.create('x'.repeat(1_025))).rejects.toThrow(RangeError)
    expect(await one.unlocking.examine()).toEqual({ state: 'none' })
  })

  it('writes nothing when the new slot does not open again', async () => {
    let calls = 0
    const faulty: DeriveKey = async (...input) => {
      const key = await quickKey(...input)
      if (calls++ === 0) key[0] = (key[0] as number) ^ 1
      return key
    }
    const one = page(undefined, { deriveKey: faulty })
    await expect(one.unlocking.create(RIGHT)).rejects.toThrow('does not open')
    expect(await one.unlocking.examine()).toEqual({ state: 'none' })
  })

  it('holds with the real Argon2id', async () => {
    const one = page(undefined, { deriveKey: argon2id })
    await one.unlocking.create(RIGHT)
    await one.session.lock()
    expect(await one.unlocking.unlock('other')).toEqual(wrong)
    expect(await one.unlocking.unlock(RIGHT)).toEqual(done)
  })
})

describe('unlock', () => {
  it('takes the passphrase in any normal form', async () => {
    const one = page()
    await one.unlocking.create('caf\u00e9 au lait')
    await one.session.lock()
    expect(await page(one.device).unlocking.unlock('cafe\u0301 au lait')).toEqual(done)
  })

  it('gives one answer, with the same work and the same least time, for every cause', async () => {
    const { device, phrase } = await made()
    const whole = await stored(device)
    const altered = (at: number, value: number) => {
      const copy = Uint8Array.from(whole)
      copy[at] = value
      return copy
    }
    const causes: [string, string, Uint8Array][] = [
      ['wrong passphrase', 'other', whole],
      ['empty passphrase', '', whole],
      ['too long', 'x'.repeat(2_000), whole],
      ['ill-formed', '\ud800', whole],
      ['damaged wrap', RIGHT, altered(30 + 120, whole[150] === 1 ? 2 : 1)],
      ['damaged version', RIGHT, altered(30, 9)],
      ['below the floor', RIGHT, altered(30 + 28, 0)],
      ['above the ceiling', RIGHT, altered(30 + 27, 255)],
      ['damaged frame', RIGHT, altered(0, 0)],
      ['cut', RIGHT, whole.slice(0, 100)],
      ['empty', RIGHT, new Uint8Array()],
    ]
    const sentinel = device.sentinel
    for (const [cause, passphrase, slots] of causes) {
      const one = page(device, await plant(device, slots))
      expect(await one.unlocking.unlock(passphrase), cause).toEqual(wrong)
      expect(one.derived, cause).toEqual([KDF])
      expect(one.waited, cause).toEqual([1_000])
      expect(await one.session.vault(), cause).toBeNull()
      device.sentinel = sentinel
    }
    for (const words of [
      '',
      'one two three',
      phrase.replace(/^\S+/, 'zoo'),
      phrase.replace(/^\S+/, 'nonsense'),
    ])
      expect(await page(device).unlocking.unlockWithPhrase(words), words).toEqual(wrong)
  })

  it('gives no refusal before its least time is over', async () => {
    const { device } = await made()
    let over = () => {}
    const least = new Promise<void>((resolve) => {
      over = resolve
    })
    const one = page(device, { wait: () => least })
    let answered = false
    const answer = one.unlocking.unlockWithPhrase('zoo').then(() => {
      answered = true
    })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(answered).toBe(false)
    over()
    await answer
    expect(answered).toBe(true)
  })

  it('leaves nothing changed after a refusal', async () => {
    const { device } = await made()
    const before = { slots: await stored(device), sentinel: device.sentinel }
    await page(device).unlocking.unlock('other')
    await page(device).unlocking.changePassphrase('other', 'new')
    await page(device).unlocking.replacePhrase('other')
    expect({ slots: await stored(device), sentinel: device.sentinel }).toEqual(before)
  })

  it('still opens by the other way when one slot is damaged in every copy, and says so', async () => {
    const { device, phrase } = await made()
    const slots = await stored(device)
    slots[30] = 9
    const one = page(device, await plant(device, slots))
    expect(await one.unlocking.unlock(RIGHT)).toEqual(wrong)
    expect(await one.unlocking.unlockWithPhrase(phrase)).toEqual(done)
    expect(one.unlocking.slotsAltered()).toBe(true)
  })

  it('opens from the whole copy when the other is damaged, and puts that one right', async () => {
    const { device } = await made()
    const whole = await stored(device)
    device.sentinel = device.sentinel && { ...device.sentinel, slots: toBase64Url(whole.slice(0, 50)) }
    const one = page(device)
    expect(await one.unlocking.unlock(RIGHT)).toEqual(done)
    expect(one.unlocking.slotsAltered()).toBe(false)
    expect(equalBytes(fromBase64Url(device.sentinel?.slots ?? '') ?? new Uint8Array(), whole)).toBe(true)
  })

  it('opens all the same when the damaged copy cannot be put right', async () => {
    const { device } = await made()
    device.sentinel = device.sentinel && { ...device.sentinel, slots: '' }
    const one = page(device, { writeSlots: () => Promise.reject(new Error('disk is full')) })
    expect(await one.unlocking.unlock(RIGHT)).toEqual(done)
  })

  it('does not open with an old passphrase from a copy that was left behind', async () => {
    const { device } = await made()
    const old = await stored(device)
    expect(await page(device).unlocking.changePassphrase(RIGHT, 'next')).toEqual(done)
    device.sentinel = device.sentinel && { ...device.sentinel, slots: toBase64Url(old) }
    expect(await page(device).unlocking.unlock(RIGHT)).toEqual(wrong)
    expect(await page(device).unlocking.unlock('next')).toEqual(done)
  })

  it('notices slots that somebody without the root key took out', async () => {
    const { device } = await made()
    const table = parseSlotTable(await stored(device))
    const slots = table?.slots.filter(({ kind }) => kind === 'passphrase') ?? []
    const forged = encodeSlotTable(
      { vaultId: table?.vaultId ?? new Uint8Array(), generation: 7, slots },
      new Uint8Array(32),
    )
    const one = page(device, await plant(device, forged))
    expect(await one.unlocking.unlock(RIGHT)).toEqual(done)
    expect(one.unlocking.slotsAltered()).toBe(true)
  })
})

describe('confirm', () => {
  it('makes an open session fresh, and opens nothing', async () => {
    const { device } = await made()
    const one = page(device)
    expect(await one.unlocking.confirm(RIGHT)).toEqual(done)
    expect(await one.session.vault()).toBeNull()
    await one.unlocking.unlock(RIGHT)
    device.now += 5 * 60_000
    expect(await one.session.isFresh()).toBe(false)
    expect(await one.unlocking.confirm('other')).toEqual(wrong)
    expect(await one.session.isFresh()).toBe(false)
    expect(await one.unlocking.confirm(RIGHT)).toEqual(done)
    expect(await one.session.isFresh()).toBe(true)
  })
})

describe('a database out of reach', () => {
  const outOfReach = { examineVault: () => Promise.reject(vaultError('unreachable')) }

  it('lets a passphrase be confirmed by the copy outside of it', async () => {
    const { device } = await made()
    const one = page(device, outOfReach)
    expect(await one.unlocking.confirm(RIGHT)).toEqual(done)
    expect(await one.unlocking.confirm('other')).toEqual(wrong)
  })

  it('calls no passphrase wrong where no copy can be read', async () => {
    const { device } = await made()
    device.sentinel = null
    await expect(page(device, outOfReach).unlocking.confirm(RIGHT)).rejects.toThrow(VaultError)
  })
})
