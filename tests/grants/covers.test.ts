import { describe, expect, it } from 'vitest'
import { coveredFields, coversClaim } from '@/lib/grants/covers'
import { CLAIM_NAMES } from '@/lib/records/claims'

const covered = (said: string) => CLAIM_NAMES.filter((name) => coversClaim(said, name)).sort()

describe('who never gives a claim gives it neither in parts nor in what tells it', () => {
  it.each<[string, readonly string[]]>([
    ['name', ['honorific-prefix', 'given-name', 'additional-name', 'family-name', 'honorific-suffix']],
    ['street-address', ['address-line1', 'address-line2', 'address-line3']],
    ['country', ['country-name']],
    ['country-name', ['country']],
    ['bday', ['bday-day', 'bday-month', 'bday-year']],
    [
      'tel',
      [
        'tel-country-code',
        'tel-national',
        'tel-area-code',
        'tel-local',
        'tel-local-prefix',
        'tel-local-suffix',
      ],
    ],
    ['cc-number', ['cc-type']],
    ['cc-name', ['cc-given-name', 'cc-additional-name', 'cc-family-name']],
    ['cc-exp', ['cc-exp-month', 'cc-exp-year']],
    ['email', []],
    ['given-name', ['name']],
    ['tel-national', ['tel']],
    ['bday-year', ['bday']],
    ['postal-code', []],
  ])('%s', (said, parts) => {
    expect(covered(said)).toEqual([said, ...parts].sort())
  })

  it('under every prefix where it was said without one, and in whatever section', () => {
    expect(coversClaim('tel', 'section-x shipping work tel-national')).toBe(true)
    expect(coversClaim('work tel', 'section-x work tel-national')).toBe(true)
    expect(coversClaim('work tel', 'tel-national')).toBe(false)
    expect(coversClaim('shipping name', 'billing given-name')).toBe(false)
  })

  it('what is no claim is covered by its own name alone', () => {
    expect(coversClaim('contacts', 'contacts')).toBe(true)
    expect(coversClaim('contacts', 'notes')).toBe(false)
    expect(coversClaim('contacts', 'email')).toBe(false)
    expect(coversClaim('email', 'contacts')).toBe(false)
  })
})

it('a claim covers its fields in the person’s own collection, with prefixes none', () => {
  expect(coveredFields('tel', 'phones')).toEqual(['tel'])
  expect(coveredFields('tel', 'contacts')).toEqual([])
  expect(coveredFields('work tel', 'phones')).toEqual([])
  expect(coveredFields('shipping postal-code', 'addresses')).toEqual([])
  expect(coveredFields('postal-code', 'addresses')).toEqual(['postal-code'])
  expect(coveredFields('contacts', 'contacts')).toEqual([])
})
