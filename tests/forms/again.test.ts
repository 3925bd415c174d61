import { describe, expect, it } from 'vitest'
import { namesOf, type Written } from './page-of'

const header = (text: string): Written => ({ labels: [{ from: 'header', text }] })

describe('what is asked for beside the same in plain words', () => {
  const own = [{ label: 'Full name' }, { label: 'Town' }, { label: 'E-mail' }]
  const names = ['name', 'address-level2', 'email']

  it('is of something else where a word for it is known in no language', () => {
    expect(namesOf([...own, { label: 'Town of matriculation' }])).toEqual([...names, null])
    expect(namesOf([{ label: 'Town of matriculation' }, ...own])).toEqual([null, ...names])
  })

  it('is one’s own where it is asked for once', () => {
    expect(namesOf([{ label: 'Full name' }, { label: 'Town of matriculation' }])).toEqual([
      'name',
      'address-level2',
    ])
  })

  it('is one’s own where no word is strange, for a purpose of its own, and in the box beside it', () => {
    expect(namesOf([...own, { label: 'Town' }])).toEqual([...names, 'address-level2'])
    expect(namesOf([...own, { label: 'Town of matriculation', name: 'billing_town' }])).toEqual([
      ...names,
      'address-level2',
    ])
    const code = { label: 'Postal code', maxLength: 3 }
    expect(namesOf([code, { label: 'Postal code appendix', maxLength: 4 }])).toEqual([
      'postal-code',
      'postal-code',
    ])
  })

  it('is one’s own where one has several', () => {
    const further = [{ label: 'Comments' }, { label: 'E-mail for quibbles' }]
    expect(namesOf([...own, ...further])).toEqual([...names, 'ignored', 'email'])
  })
})

describe('a table behind a form', () => {
  it('is of others where it asks for what the form did', () => {
    expect(
      namesOf([
        { label: 'Company' },
        { label: 'Phone' },
        { label: 'E-mail' },
        header('Phone'),
        header('City'),
      ]),
    ).toEqual(['organization', 'tel', 'email', null, 'address-level2'])
  })

  it('is the form where nothing stands outside it, or what it asks for was not asked', () => {
    expect(namesOf([header('Full name'), header('Phone')])).toEqual(['name', 'tel'])
    expect(namesOf([{ label: 'Full name' }, header('Phone')])).toEqual(['name', 'tel'])
  })
})

describe('a part of a form that asks for nothing new and for nobody', () => {
  const heading = 'You'
  const own = [
    { label: 'Full name', heading },
    { label: 'Street', heading },
    { label: 'Postal code', heading },
    { label: 'Phone', heading },
  ]
  const names = ['name', 'street-address', 'postal-code', 'tel']

  it('is of something else under a heading in whatever language', () => {
    const heading = 'Zugwerk'
    expect(
      namesOf([
        ...own,
        { label: 'Street', heading },
        { label: 'Postal code', heading },
        { label: 'Phone', heading },
      ]),
    ).toEqual([...names, null, null, null])
  })

  it('is one’s own under a heading that says so, or without one', () => {
    for (const heading of ['Delivery', 'Address', 'Your details', 'Mobile phone'])
      expect(namesOf([...own, { label: 'Phone', heading }])).toEqual([...names, 'tel'])
    expect(namesOf([...own, { label: 'Work phone' }])).toEqual([...names, 'tel'])
    expect(namesOf([...own, { label: 'Work phone', heading: 'Zugwerk' }])).toEqual([...names, 'tel'])
    const bare = [{ label: 'Full name' }, { label: 'Phone' }, { label: 'Work phone' }]
    expect(namesOf(bare)).toEqual(['name', 'tel', 'tel'])
  })

  it('is one’s own where something in it was not asked for before', () => {
    const heading = 'Zugwerk'
    expect(namesOf([...own, { label: 'Phone', heading }, { label: 'City', heading }])).toEqual([
      ...names,
      'tel',
      'address-level2',
    ])
  })
})

describe('what a programmer calls something that is none of ours', () => {
  it('is not the place the form asks for elsewhere, before or behind', () => {
    const issued = { label: 'State', name: 'passport' }
    const own = [{ label: 'City' }, { label: 'State' }, { label: 'ZIP code' }]
    const names = ['address-level2', 'address-level1', 'postal-code']
    expect(namesOf([issued, ...own])).toEqual([null, ...names])
    expect(namesOf([...own, issued])).toEqual([...names, null])
    expect(namesOf([{ label: 'Full name' }, issued])).toEqual(['name', 'address-level1'])
  })

  it('is one’s own place where the word is short for a part of a country as well', () => {
    const first = [{ label: 'Departamento', name: 'dep' }, { label: 'Departamento' }]
    expect(namesOf(first, 'es')[0]).toBe('address-level1')
  })

  it('is another person’s name behind one’s own, and one’s own before it or with a word for who fills the form', () => {
    const driver = { label: 'Name', name: 'witness' }
    expect(namesOf([{ label: 'Name' }, { label: 'E-mail' }, driver])).toEqual(['name', 'email', null])
    expect(namesOf([driver, { label: 'E-mail' }, { label: 'Name' }])[0]).toBe('name')
    const holder = { label: 'Account holder', name: 'witness' }
    expect(namesOf([{ label: 'Full name' }, { label: 'E-mail' }, holder])[2]).toBe('name')
  })

  it('is another person’s telephone only where the word is one for a person', () => {
    const own = [{ label: 'Phone' }, { label: 'Postal code' }]
    const second = (name: string): Written => ({ label: 'Phone', name })
    expect(namesOf([...own, second('witness')])[2]).toBeNull()
    expect(namesOf([...own, second('alternative-number')])[2]).toBe('tel')
    expect(namesOf([...own, second('kin')])[2]).toBe('tel')
  })
})

describe('a whole name behind a first and a last one', () => {
  const halves = [
    { label: 'First name' },
    { label: 'Last name' },
    { label: 'E-mail' },
    { label: 'Postal code' },
  ]
  const last = (written: Written): string | null | undefined => namesOf([...halves, written])[4]

  it('is another’s', () => {
    expect(last({ label: 'Full name' })).toBeNull()
    expect(last({ label: 'Name' })).toBeNull()
  })

  it('is one’s own where one signs, pays or is sent something, and where it stands first', () => {
    for (const label of ['Signature (type full legal name)', 'Print name', 'Account holder'])
      expect(last({ label })).toBe('name')
    expect(last({ label: 'Full name', name: 'shipping_name' })).toBe('name')
    expect(last({ label: 'Full name', autocomplete: 'name' })).toBe('name')
    expect(namesOf([{ label: 'Full name' }, { label: 'E-mail' }, ...halves])[0]).toBe('name')
  })
})
