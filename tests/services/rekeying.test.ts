import { describe, expect, it } from 'vitest'
import type { DeriveKey } from '@/lib/crypto/slot'
import { parseSlotTable } from '@/lib/crypto/slots'
import { quickKey } from '../crypto/counting'
import type { MemoryDevice } from '../support/memory-places'

import { done, made, page, RIGHT, stored, wrong } from './unlocking-world'

describe('re-keying', () => {
  const slotsOf = async (device: MemoryDevice) => parseSlotTable(await stored(device))

  it('changes the passphrase and exactly one slot', async () => {
    const { device, phrase } = await made()
    const before = await slotsOf(device)
    const one = page(device)
    await one.unlocking.unlock(RIGHT)
    expect(await one.unlocking.changePassphrase(RIGHT, 'next')).toEqual(done)
    const after = await slotsOf(device)
    expect(after?.generation).toBe(2)
    expect(after?.slots[1]).toEqual(before?.slots[1])
    expect(after?.slots[0]?.salt).not.toEqual(before?.slots[0]?.salt)
    expect(await page(device).unlocking.unlock(RIGHT)).toEqual(wrong)
    expect(await page(device).unlocking.unlock('next')).toEqual(done)
    expect(await page(device).unlocking.unlockWithPhrase(phrase)).toEqual(done)
    expect(await one.session.vault()).not.toBeNull()
  })

  it('replaces the phrase and exactly one slot', async () => {
    const { device, phrase } = await made()
    const before = await slotsOf(device)
    const replaced = await page(device).unlocking.replacePhrase(RIGHT)
    const next = replaced.ok ? replaced.value.phrase.join(' ') : ''
    const after = await slotsOf(device)
    expect(after?.slots[0]).toEqual(before?.slots[0])
    expect(await page(device).unlocking.unlockWithPhrase(phrase)).toEqual(wrong)
    expect(await page(device).unlocking.unlockWithPhrase(next)).toEqual(done)
    expect(await page(device).unlocking.unlock(RIGHT)).toEqual(done)
  })

  it('sets a new passphrase by the phrase, and unlocks', async () => {
    const { device, phrase } = await made()
    const one = page(device)
    expect(await one.unlocking.resetPassphrase('zoo '.repeat(24), 'next')).toEqual(wrong)
    expect(await one.unlocking.resetPassphrase(phrase, 'next')).toEqual(done)
    expect(await one.session.vault()).not.toBeNull()
    expect(await page(device).unlocking.unlock('next')).toEqual(done)
    expect(await page(device).unlocking.unlock(RIGHT)).toEqual(wrong)
  })

  it('keeps the old passphrase when the new slot does not open again, or the new one cannot be a passphrase', async () => {
    const { device } = await made()
    let calls = 0
    const faulty: DeriveKey = async (...input) => {
      const key = await quickKey(...input)
      if (calls++ === 1) key[0] = (key[0] as number) ^ 1
      return key
    }
    await expect(
      page(device, { deriveKey: faulty }).unlocking.changePassphrase(RIGHT, 'next'),
    ).rejects.toThrow('does not open')
    await expect(page(device).unlocking.changePassphrase(RIGHT, '')).rejects.toThrow(RangeError)
    expect(await page(device).unlocking.unlock(RIGHT)).toEqual(done)
  })

  it('keeps the data, and every slot opens the same vault', async () => {
    const { device, phrase } = await made()
    const one = page(device)
    await one.unlocking.unlock(RIGHT)
    const vault = await one.session.vault()
    await vault?.commit(() => [
      { collection: 'notes', id: 'n', fields: { text: [{ value: 'kept', stamp: vault.stamp() }] } },
    ])
    await one.unlocking.changePassphrase(RIGHT, 'next')
    for (const unlock of [
      (two: typeof one) => two.unlocking.unlock('next'),
      (two: typeof one) => two.unlocking.unlockWithPhrase(phrase),
    ]) {
      const two = page(device)
      await unlock(two)
      expect((await two.session.vault())?.get('notes', 'n')?.fields.text?.[0]?.value).toBe('kept')
    }
  })
})
