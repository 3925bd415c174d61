import { describe, expect, it } from 'vitest'
import { type FillLimits, fillable } from '@/lib/grants/filling'
import type { Refusal } from '@/lib/grants/grant'
import type { Rule } from '@/lib/grants/rule'
import { id, NOW, SHOP } from './help'

const no = (claims: readonly string[] | null, more: Partial<Refusal> = {}): Refusal => ({
  id: id(50),
  origin: SHOP,
  claims,
  created: NOW,
  until: null,
  cause: 'person',
  ...more,
})
const head = { id: id(70), created: NOW }
const OTHER = 'https://other.example'

describe('what may go into a form that the person fills', () => {
  it.each<[string, Partial<FillLimits>, boolean]>([
    ['nothing is said against it', {}, true],
    ['the person refused the site everything', { refusals: [no(null)] }, false],
    ['the person refused the site the claim', { refusals: [no(['bday', 'email'])] }, false],
    ['the person refused the site another claim', { refusals: [no(['bday'])] }, true],
    ['the person refused another site everything', { refusals: [no(null, { origin: OTHER })] }, true],
    [
      'the person refused everything on its domain',
      { refusals: [no(['tel']), no(null, { origin: OTHER, site: 'shop.example' })] },
      false,
    ],
    ['the site asked too often', { refusals: [no(null, { cause: 'silence' })] }, true],
    ['the site is refused always', { rules: [{ ...head, kind: 'refuse-always', origin: SHOP }] }, false],
    ['another site is refused always', { rules: [{ ...head, kind: 'refuse-always', origin: OTHER }] }, true],
    ['the site is asked about each time', { rules: [{ ...head, kind: 'ask-always', origin: SHOP }] }, true],
    ['the claim is never given', { rules: [{ ...head, kind: 'never', claim: 'email' }] }, false],
  ])('%s', (_name, limits, may) => {
    const forms = fillable('email', ['full'], SHOP, { rules: [], refusals: [], ...limits })
    expect(forms).toEqual(may ? ['full'] : [])
  })

  it('of its forms those that the rules leave', () => {
    const only: Rule = { ...head, kind: 'only', claim: 'email', forms: ['alias'] }
    expect(fillable('email', ['full', 'alias'], SHOP, { rules: [only], refusals: [] })).toEqual(['alias'])
  })
})
