import { PERSON } from '../person'
import type { FillSite } from '../site'

export const site: FillSite = {
  name: 'steps-zhuce',
  framework: 'plain HTML in steps',
  language: 'zh-CN',
  before: '#next',
  fields: [
    { selector: '#dz', claim: 'street-address', value: PERSON.street, state: 'dz' },
    { selector: '#cs', claim: 'address-level2', value: PERSON.town, state: 'cs' },
    { selector: '#yb', claim: 'postal-code', value: PERSON.postcode, state: 'yb' },
  ],
  untouched: ['#xm', '#sj', '#yx'],
  files: [{ selector: '#zj', state: 'zj', multiple: false }],
}
