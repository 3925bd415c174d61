import { describe, expect, it } from 'vitest'
import { namesOf } from './page-of'

describe('what component libraries write', () => {
  it('a closed box of type search is called by its other words; an open one is a search', () => {
    const town = { label: 'Town', type: 'search' }
    expect(namesOf([{ label: 'Full name' }, { ...town, unseen: 'read-only' as const }])).toEqual([
      'name',
      'address-level2',
    ])
    expect(namesOf([{ label: 'Full name' }, town])).toEqual(['name', 'ignored'])
  })

  it('what a closed box has chosen stands before it', () => {
    const dial = { preceding: '+49', id: 'form_prefix' }
    expect(namesOf([{ ...dial, unseen: 'read-only' as const }, { label: 'Phone' }])).toEqual([
      'tel-country-code',
      'tel-national',
    ])
    expect(namesOf([dial, { label: 'Phone' }])[0]).not.toBe('tel-country-code')
  })

  it('“please choose” is written together with what to choose where no spaces part words', () => {
    const places = ['请选择省', '请选择市', '请选择区'].map((placeholder) => ({ placeholder }))
    expect(namesOf(places, 'zh')).toEqual(['address-level1', 'address-level2', 'address-level3'])
  })

  it('a list of addresses is of those kept before, whatever a programmer calls it', () => {
    const choices = ['1 High Street', '2 High Street']
    expect(namesOf([{ label: 'Choose your address', id: 'pc-results', choices }])).toEqual([null])
    expect(namesOf([{ label: 'Postal code', id: 'pc-results', choices }])).toEqual(['postal-code'])
  })

  it('“leave this empty” before a box that names itself is said of the one before', () => {
    const bait = { preceding: 'Leave this field empty', placeholder: 'Your name' }
    expect(namesOf([bait, { label: 'E-mail' }])).toEqual(['name', 'email'])
    expect(namesOf([{ preceding: 'Leave this field empty' }, { label: 'E-mail' }])).toEqual([
      'ignored',
      'email',
    ])
    expect(namesOf([{ ...bait, unseen: 'tiny' as const }, { label: 'E-mail' }])).toEqual(['ignored', 'email'])
  })
})

describe('an address', () => {
  const street = { label: 'Street' }

  it('has no second line in a box that is called otherwise, whatever number it has', () => {
    expect(namesOf([street, { label: 'Quibbles', id: 'm2' }, { label: 'City' }])).toEqual([
      'street-address',
      null,
      'address-level2',
    ])
    expect(namesOf([street, { id: 'm2' }, { label: 'City' }])).toEqual([
      'address-line1',
      'address-line2',
      'address-level2',
    ])
  })

  it('begins with its first line where the attribute says all of them and a second line follows', () => {
    const all = { label: 'Street', autocomplete: 'street-address' }
    const second = { label: 'Flat' }
    expect(namesOf([all, second])).toEqual(['address-line1', 'address-line2'])
    expect(namesOf([all, { label: 'Company' }, second])).toEqual([
      'address-line1',
      'organization',
      'address-line2',
    ])
    expect(namesOf([all, { label: 'City' }])).toEqual(['street-address', 'address-level2'])
    const lines = { ...all, tag: 'textarea' as const, type: 'textarea' }
    expect(namesOf([lines, second])[0]).toBe('street-address')
    expect(namesOf([{ ...all, autocomplete: 'address-line3' }, second])[0]).toBe('address-line3')
  })

  it('has one street: two numbered ones behind it cross it', () => {
    const [one, two] = [{ label: 'Street 1' }, { label: 'Street 2' }]
    expect(namesOf([street, { label: 'City' }, one, two])).toEqual([
      'street-address',
      'address-level2',
      null,
      null,
    ])
    expect(namesOf([one, two, { label: 'City' }])).toEqual([
      'address-line1',
      'address-line2',
      'address-level2',
    ])
    const heading = 'Delivery'
    expect(
      namesOf([
        { ...street, heading: 'Billing' },
        { ...one, heading },
        { ...two, heading },
      ]),
    ).toEqual(['street-address', 'address-line1', 'address-line2'])
  })

  it('has a locality within its town, or instead of one', () => {
    expect(namesOf([street, { label: 'Locality' }, { label: 'City' }])).toEqual([
      'street-address',
      'address-level3',
      'address-level2',
    ])
    expect(namesOf([street, { label: 'Locality' }, { label: 'Postal code' }])).toEqual([
      'street-address',
      'address-level2',
      'postal-code',
    ])
  })
})

describe('a text that is beside a box by its place alone', () => {
  it('names it where it is about nothing else for the most part', () => {
    expect(namesOf([{ preceding: 'Town of the Zugwerk Qualmport Brumbel' }])).toEqual([null])
    expect(namesOf([{ preceding: 'Town of the Zugwerk' }])).toEqual(['address-level2'])
    expect(namesOf([{ label: 'Town of the Zugwerk Qualmport Brumbel' }])).toEqual(['address-level2'])
  })

  it('a word that means something in one language is a programmer’s for something else', () => {
    expect(namesOf([{ name: 'grad_year' }], 'ja')).toEqual([null])
    expect(namesOf([{ name: 'grad' }], 'hr')).toEqual(['address-level2'])
  })
})

describe('words', () => {
  it('who pays into an account is who fills the form, and a matter has a name of its own', () => {
    expect(namesOf([{ label: '입금자명' }], 'ko')).toEqual(['name'])
    expect(namesOf([{ label: '事项名称' }], 'zh')).toEqual([null])
  })
})
