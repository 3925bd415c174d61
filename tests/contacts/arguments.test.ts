import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { readMultiple, readProperties } from '@/entrypoints/contacts/arguments'
import { contactInfo, fieldsOf } from '@/entrypoints/contacts/mapping'
import { takeNatives } from '@/entrypoints/contacts/natives'
import { parseSiteRequest } from '@/lib/grants/parse-request'

const FIVE = ['address', 'email', 'icon', 'name', 'tel'] as const

beforeAll(() => {
  class UserActivation {
    get isActive() {
      return true
    }
  }
  vi.stubGlobal('UserActivation', UserActivation)
  vi.stubGlobal('navigator', { userActivation: new UserActivation() })
  vi.stubGlobal('location', { origin: 'https://shop.example' })
  takeNatives()
  return () => vi.unstubAllGlobals()
})

describe('the arguments of select', () => {
  it('any sequence of the five is taken, each once, whatever iterates it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...FIVE)), (all) => {
        const wanted = Object.keys(readProperties(all)).sort()
        expect(wanted).toEqual([...new Set(all)].sort())
        expect(Object.keys(readProperties(new Set(all))).sort()).toEqual(wanted)
      }),
    )
  })

  it('anything else is a TypeError', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const isFine = Array.isArray(value) && value.every((one) => FIVE.includes(String(one) as never))
        if (!isFine && typeof (Object(value) as never)[Symbol.iterator] !== 'function')
          expect(() => readProperties(value)).toThrow(TypeError)
      }),
    )
    for (const value of [
      'name',
      ['emial'],
      ['Name'],
      [null],
      [Symbol('x')],
      ['__proto__'],
      ['toString'],
      undefined,
      7,
    ])
      expect(() => readProperties(value)).toThrow(TypeError)
  })

  it('options are a dictionary, and multiple whatever is true of it', () => {
    fc.assert(
      fc.property(fc.anything(), (multiple) => {
        expect(readMultiple({ multiple })).toBe(Boolean(multiple))
      }),
    )
    for (const none of [undefined, null, {}, () => null]) expect(readMultiple(none)).toBe(false)
    for (const wrong of [7, 'x', true, Symbol('x')]) expect(() => readMultiple(wrong)).toThrow(TypeError)
  })

  it('what is asked for is a request the extension takes, of the fields of those properties only', () => {
    fc.assert(
      fc.property(fc.subarray([...FIVE], { minLength: 1 }), fc.constantFrom(1, 1_000), (all, most) => {
        const fields = fieldsOf(readProperties(all))
        expect(fields.length > 0).toBe(all.some((one) => one !== 'icon'))
        if (fields.length === 0) return
        const contacts = { actions: ['read'], fields, required: true, most }
        expect(parseSiteRequest({ collections: { contacts } })).toMatchObject({ ok: true })
        expect(fields.includes('email')).toBe(all.includes('email'))
        expect(fields.includes('street-address')).toBe(all.includes('address'))
      }),
    )
  })
})

describe('a record as a ContactInfo', () => {
  const made = (parts: object): object => ({ ...parts })
  const info = (value: unknown, ...all: readonly string[]) => contactInfo(value, readProperties(all), made)

  it('has a list for each property asked for, and nothing for the others', () => {
    const value = {
      name: 'Ada',
      email: 'ada@mail.example',
      tel: '+44',
      note: 'private',
      organization: 'Mill',
    }
    expect(info(value, 'tel', 'name')).toEqual({ name: ['Ada'], tel: ['+44'] })
    expect(info({}, ...FIVE)).toEqual({ address: [], email: [], icon: [], name: [], tel: [] })
  })

  it('has an address of what the contact has of one', () => {
    const value = {
      'street-address': '12 St James’s Square\nFlat 2',
      'address-level2': 'London',
      country: 'GB',
    }
    expect(info(value, 'address')).toEqual({
      address: [
        {
          ...{
            city: 'London',
            country: 'GB',
            dependentLocality: '',
            organization: '',
            phone: '',
            postalCode: '',
          },
          ...{ recipient: '', region: '', sortingCode: '', addressLine: ['12 St James’s Square', 'Flat 2'] },
        },
      ],
    })
  })

  it('takes whatever comes, and lets nothing but texts of its own members through', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const all = info(value, ...FIVE)
        expect(Object.keys(all)).toEqual(FIVE)
        for (const name of ['email', 'name', 'tel'])
          for (const one of all[name] ?? []) expect(typeof one).toBe('string')
      }),
    )
    const inherited = Object.create({ name: 'Mallory' })
    expect(info(inherited, 'name')).toEqual({ name: [] })
  })
})
