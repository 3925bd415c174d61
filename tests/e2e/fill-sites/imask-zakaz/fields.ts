import { PERSON } from '../person'
import type { FillSite } from '../site'

export const site: FillSite = {
  name: 'imask-zakaz',
  framework: 'IMask, without a framework',
  language: 'ru',
  fields: [
    { selector: '#fio', claim: 'name', value: PERSON.name, state: 'fio' },
    { selector: '#tel', claim: 'tel', value: PERSON.telDigits, holds: '442079460958' },
    { selector: '#born', claim: 'bday', value: '10.12.1815', state: 'born', holds: '10121815' },
    { selector: '#address', claim: 'street-address', value: PERSON.street, state: 'address' },
    { selector: '#card', claim: 'cc-number', value: PERSON.card, state: 'card' },
    { selector: '#expiry', claim: 'cc-exp', value: PERSON.expiry, state: 'expiry', holds: '0931' },
  ],
  files: [{ selector: '#paper', state: 'paper', multiple: false }],
}
