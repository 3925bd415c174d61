import { describe, expect, it } from 'vitest'
import { namesOf } from './page-of'

/** When the `autocomplete` attribute is not believed. */

describe('an attribute', () => {
  const lying = [
    { label: 'Address', autocomplete: 'cc-number' },
    { label: 'Postal code', autocomplete: 'tel' },
    { label: 'VAT number', autocomplete: 'postal-code' },
    { label: 'City', autocomplete: 'address-level2' },
  ]

  it('that lies is believed where it lies alone, and not where others of its form do', () => {
    expect(namesOf(lying.slice(0, 1))).toEqual(['cc-number'])
    expect(namesOf(lying)).toEqual(['street-address', 'postal-code', null, 'address-level2'])
  })

  it('is no lie where its form asks for the same thing in other words', () => {
    expect(
      namesOf([
        { label: 'Suburb', autocomplete: 'address-level2' },
        { label: 'County', autocomplete: 'address-level1' },
        { label: 'Street', autocomplete: 'address-line1' },
      ]),
    ).toEqual(['address-level2', 'address-level1', 'address-line1'])
  })

  it('is not for whom a label calls another', () => {
    expect(
      namesOf([
        {
          labels: [
            { from: 'label', text: 'First name' },
            { from: 'aria-labelledby', text: 'Emergency contact first name' },
          ],
          autocomplete: 'given-name',
        },
      ]),
    ).toEqual([null])
  })

  it('that only keeps browsers away leaves a control to its neighbours', () => {
    const autocomplete = 'new-password'
    expect(
      namesOf(
        [
          { label: 'Nome', id: 'nome', autocomplete },
          { label: 'Cognome', id: 'cognome', autocomplete },
        ],
        'it',
      ),
    ).toEqual(['given-name', 'family-name'])
  })
})
