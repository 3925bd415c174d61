import { PERSON } from '../person'
import type { FillSite } from '../site'

export const site: FillSite = {
  name: 'react-checkout',
  framework: 'React 19, controlled',
  language: 'en-GB',
  fields: [
    { selector: '#email', claim: 'email', value: PERSON.email },
    { selector: '#name', claim: 'name', value: PERSON.name },
    { selector: '#street', claim: 'address-line1', value: PERSON.street, state: 'street' },
    { selector: '#town', claim: 'address-level2', value: PERSON.town, state: 'town' },
    { selector: '#postcode', claim: 'postal-code', value: PERSON.postcode, state: 'postcode' },
    { selector: '#country', claim: 'country', value: PERSON.country },
    { selector: '#tel', claim: 'tel', value: PERSON.tel },
  ],
  untouched: ['#website', '#gift'],
  files: [{ selector: '#photo', state: 'photo', multiple: false }],
}
