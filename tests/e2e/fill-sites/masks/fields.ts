import { PERSON } from '../person'
import type { FillSite } from '../site'

export const site: FillSite = {
  name: 'masks',
  framework: 'react-number-format, cleave-zen, Maskito, a controlled mask by hand',
  language: 'en',
  fields: [
    { selector: '#phone', claim: 'tel', value: PERSON.tel, state: 'phone', holds: '442079460958' },
    { selector: '#card', claim: 'cc-number', value: PERSON.card, state: 'card', holds: PERSON.cardShown },
    { selector: '#born', claim: 'bday', value: '10/12/1815', state: 'born' },
    { selector: '#expiry', claim: 'cc-exp', value: PERSON.expiry, state: 'expiry', holds: '09 / 31' },
  ],
}
