import { describe, expect, it } from 'vitest'
import { countryOf, createFirstData } from '@/entrypoints/welcome/state/first-data'
import { createKeeping } from '@/lib/services/keeping'
import { createMemoryVault } from '../support/memory-vault'

function setUp(languages: readonly string[] = ['en-GB']) {
  let last = 0
  const random = (length: number) => Uint8Array.from({ length }, () => last++ % 251)
  const keeping = createKeeping({ vault: createMemoryVault(), now: () => 1_000, random })
  return { keeping, data: createFirstData(languages) }
}

describe('the first data', () => {
  it('keeps nothing when nothing was typed, for all that a country is chosen', async () => {
    const { keeping, data } = setUp()
    expect(await data.save(keeping)).toBe(true)
    for (const collection of ['names', 'addresses', 'emails', 'phones'])
      expect(keeping.list(collection)).toEqual([])
  })

  it('reads a phone number as it is dialled in the chosen country', async () => {
    const { keeping, data } = setUp()
    data.set('tel', '020 7946 0018')
    expect(await data.save(keeping)).toBe(true)
    expect(keeping.list('phones')[0]?.fields.tel).toBe('+442079460018')
  })

  it('names what was refused, keeps the rest, and changes instead of adding when it comes again', async () => {
    const { keeping, data } = setUp()
    data.set('name', 'Ada')
    data.set('email', 'ada')
    data.set('tel', '12')
    expect(await data.save(keeping)).toBe(false)
    expect(data.problems.value).toEqual({ email: 'not-an-email', tel: 'not-a-phone' })
    data.set('name', 'Ada Lovelace')
    data.set('email', 'ada@lovelace.example')
    data.set('tel', '')
    expect(await data.save(keeping)).toBe(true)
    expect(keeping.list('names').map(({ fields }) => fields.name)).toEqual(['Ada Lovelace'])
    expect(keeping.list('emails')).toHaveLength(1)
  })

  it('takes away what was emptied after it was kept', async () => {
    const { keeping, data } = setUp()
    data.set('email', 'ada@lovelace.example')
    await data.save(keeping)
    data.set('email', ' ')
    expect(await data.save(keeping)).toBe(true)
    expect(keeping.list('emails')).toEqual([])
  })

  it('asks for the address as the country writes it', () => {
    const { data } = setUp(['de'])
    data.set('country', 'US')
    expect(data.rows.value).toContain('address-level1')
    data.set('country', 'GB')
    expect(data.rows.value).not.toContain('address-level1')
    data.set('country', 'DE')
    expect(data.rows.value.indexOf('postal-code')).toBeLessThan(data.rows.value.indexOf('address-level2'))
  })

  it('begins with the country of the reader’s languages, where one names it', () => {
    expect(countryOf(['en', 'de-AT', 'fr-FR'])).toBe('AT')
    expect(countryOf(['en', 'es-419'])).toBeNull()
  })
})
