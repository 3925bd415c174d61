import { describe, expect, it } from 'vitest'
import { namesOf, type Written } from './page-of'

const behind = (preceding: string, following: string, more: Written = {}): Written => ({
  labels: [
    { from: 'preceding', text: preceding },
    { from: 'following', text: following },
  ],
  ...more,
})

describe('names behind their boxes', () => {
  it('are told by a box without any before one with two', () => {
    expect(namesOf([{}, behind('City', 'Postal code')])).toEqual(['address-level2', 'postal-code'])
    expect(namesOf([{ label: 'Full name' }, {}, behind('City', 'Postal code')])).toEqual([
      'name',
      'address-level2',
      'postal-code',
    ])
  })

  it('are none where a colon or the next box says that they stand before', () => {
    expect(namesOf([{ name: 'q7' }, behind('City:', 'Postal code:')])[1]).toBe('address-level2')
    expect(namesOf([{}, behind('City', 'Postal code'), { preceding: 'Postal code' }])).toEqual([
      null,
      'address-level2',
      'postal-code',
    ])
  })

  it('are none where the box before has a text, and where one of the two says nothing', () => {
    expect(namesOf([{ preceding: 'E-mail' }, behind('City', 'Postal code')])).toEqual([
      'email',
      'address-level2',
    ])
    expect(namesOf([{}, behind('City', 'as on your bill')])).toEqual([null, 'address-level2'])
  })
})
