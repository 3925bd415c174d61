import { PERSON } from '../person'
import type { FillSite } from '../site'

export const site: FillSite = {
  name: 'solid-zamowienie',
  framework: 'Solid, a store',
  language: 'pl',
  fields: [
    { selector: '[name=imie]', claim: 'given-name', value: PERSON.given, state: 'imie' },
    { selector: '[name=nazwisko]', claim: 'family-name', value: PERSON.family, state: 'nazwisko' },
    { selector: '[name=ulica]', claim: 'address-line1', value: PERSON.street, state: 'ulica' },
    { selector: '[name=kod]', claim: 'postal-code', value: PERSON.postcode, state: 'kod' },
    { selector: '[name=miasto]', claim: 'address-level2', value: PERSON.town, state: 'miasto' },
    { selector: '[name=kraj]', claim: 'country', value: 'Wielka Brytania', state: 'kraj', holds: 'GB' },
    { selector: '[name=telefon]', claim: 'tel', value: PERSON.tel, state: 'telefon' },
    { selector: '[name=email]', claim: 'email', value: PERSON.email },
  ],
  files: [{ selector: '[name=legitymacja]', state: 'legitymacja', multiple: false }],
}
