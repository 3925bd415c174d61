import { PERSON } from '../person'
import type { FillSite } from '../site'

export const site: FillSite = {
  name: 'svelte-prenota',
  framework: 'Svelte 5, bind:value',
  language: 'it',
  fields: [
    { selector: '#nome', claim: 'given-name', value: PERSON.given, state: 'nome' },
    { selector: '#cognome', claim: 'family-name', value: PERSON.family, state: 'cognome' },
    { selector: '#email', claim: 'email', value: PERSON.email },
    { selector: '#cellulare', claim: 'tel', value: PERSON.tel, state: 'cellulare' },
    { selector: '#nascita', claim: 'bday', value: PERSON.birthday, state: 'nascita' },
    { selector: '#via', claim: 'address-line1', value: PERSON.street, state: 'via' },
    { selector: '#cap', claim: 'postal-code', value: PERSON.postcode, state: 'cap' },
    { selector: '#citta', claim: 'address-level2', value: PERSON.town, state: 'citta' },
    { selector: '#stato', claim: 'country', value: 'GB', state: 'stato' },
  ],
  untouched: ['#azienda'],
  files: [{ selector: '#documenti', state: 'documenti', multiple: true }],
}
