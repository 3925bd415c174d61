import { describe, expect, it } from 'vitest'
import { DAY } from '@/lib/base/time'
import type { Grant } from '@/lib/grants/grant'
import type { SiteRequest } from '@/lib/grants/request'
import type { Rule } from '@/lib/grants/rule'
import { isWithinRules } from '@/lib/services/granting'
import { ask, granted, id, makeGrant, NOW, request, SHOP } from '../grants/help'

const head = { id: id(70), created: NOW }
const asked: SiteRequest = {
  ...request(ask('email', { accepts: ['alias'] }), ask('tel')),
  collections: [
    { collection: 'phones', actions: ['read'], fields: ['tel', 'tel-extension'], required: false },
    { collection: 'app:notes', actions: ['read'], fields: null, required: false },
  ],
}
const phones = (...fields: string[]) => ({
  collection: 'phones',
  actions: ['read' as const],
  fields,
  newToo: false,
})
const notes = {
  collection: `app:notes@${SHOP}`,
  actions: ['read' as const],
  fields: null,
  newToo: true,
}
const days = (n: number): Partial<Grant> => ({
  claims: [granted('email')],
  created: NOW,
  ends: NOW + n * DAY,
})

describe('a rule that is made while the prompt is open', () => {
  it.each<[string, Partial<Grant>, Rule | null, boolean]>([
    [
      'there is none',
      { claims: [granted('email'), granted('tel')], collections: [phones('tel'), notes] },
      null,
      true,
    ],
    [
      'it keeps a claim back',
      { claims: [granted('email'), granted('tel')] },
      { ...head, kind: 'never', claim: 'tel' },
      false,
    ],
    [
      'it keeps another claim back',
      { claims: [granted('email')] },
      { ...head, kind: 'never', claim: 'tel' },
      true,
    ],
    [
      'it leaves a coarser form, and the value was chosen',
      { claims: [granted('email')] },
      { ...head, kind: 'only', claim: 'email', forms: ['alias'] },
      false,
    ],
    [
      'it leaves a coarser form, which was chosen',
      { claims: [granted('email', 'alias')] },
      { ...head, kind: 'only', claim: 'email', forms: ['alias'] },
      true,
    ],
    ['a form was chosen that was not asked for', { claims: [granted('email', 'city')] }, null, false],
    [
      'a claim was chosen that was not asked for',
      { claims: [granted('email'), granted('bday')] },
      null,
      false,
    ],
    [
      'it keeps a field back',
      { claims: [], collections: [phones('tel', 'tel-extension')] },
      { ...head, kind: 'never', claim: 'tel' },
      false,
    ],
    [
      'it keeps another field back',
      { claims: [], collections: [phones('tel-extension')] },
      { ...head, kind: 'never', claim: 'tel' },
      true,
    ],
    [
      'it keeps a collection back',
      { claims: [], collections: [notes, phones('tel')] },
      { ...head, kind: 'never', claim: 'phones' },
      false,
    ],
    [
      'it keeps a locker back',
      { claims: [], collections: [notes] },
      { ...head, kind: 'never', claim: `app:notes@${SHOP}` },
      false,
    ],
    [
      'it refuses the site',
      { claims: [granted('email')] },
      { ...head, kind: 'refuse-always', origin: SHOP },
      false,
    ],
    ['it lets grants last as long', days(30), { ...head, kind: 'longest', days: 30 }, true],
    ['it lets grants last less long', days(31), { ...head, kind: 'longest', days: 30 }, false],
    [
      'it lets no grant last without end',
      { ...days(1), ends: null },
      { ...head, kind: 'longest', days: 30 },
      false,
    ],
    [
      'it says nothing of one answer',
      { ...days(1), mode: 'once', ends: null },
      { ...head, kind: 'longest', days: 30 },
      true,
    ],
  ])('counts: %s', (_name, grant, rule, may) => {
    expect(isWithinRules(makeGrant(grant), asked, rule ? [rule] : [])).toBe(may)
  })
})
