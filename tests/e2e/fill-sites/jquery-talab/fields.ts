import { PERSON } from '../person'
import type { FillSite } from '../site'

export const site: FillSite = {
  name: 'jquery-talab',
  framework: 'jQuery 3 with jquery-mask-plugin; the form goes to another origin',
  language: 'ar',
  fields: [
    { selector: '#first', claim: 'given-name', value: PERSON.given, state: 'first' },
    { selector: '#last', claim: 'family-name', value: PERSON.family, state: 'last' },
    { selector: '#email', claim: 'email', value: PERSON.email },
    { selector: '#mobile', claim: 'tel', value: PERSON.telDigits, state: 'mobile', holds: PERSON.tel },
    { selector: '#street', claim: 'address-line1', value: PERSON.street, state: 'street' },
    { selector: '#city', claim: 'address-level2', value: PERSON.town, state: 'city' },
    { selector: '#zip', claim: 'postal-code', value: PERSON.postcode, state: 'zip' },
    { selector: '#country', claim: 'country', value: 'المملكة المتحدة', holds: 'gb' },
  ],
  untouched: ['#org'],
  files: [{ selector: '#card', state: 'card', multiple: false }],
}
