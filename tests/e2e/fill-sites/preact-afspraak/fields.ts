import { PERSON } from '../person'
import type { FillSite } from '../site'

export const site: FillSite = {
  name: 'preact-afspraak',
  framework: 'Preact with signals',
  language: 'nl',
  fields: [
    { selector: '#voornaam', claim: 'given-name', value: PERSON.given, state: 'voornaam' },
    { selector: '#achternaam', claim: 'family-name', value: PERSON.family, state: 'achternaam' },
    { selector: '#geboren', claim: 'bday', value: PERSON.birthday, state: 'geboren' },
    { selector: '#straat', claim: 'address-line1', value: PERSON.streetName, state: 'straat' },
    { selector: '#huisnummer', claim: 'address-line1', value: PERSON.houseNumber, state: 'huisnummer' },
    { selector: '#postcode', claim: 'postal-code', value: PERSON.postcode, state: 'postcode' },
    { selector: '#plaats', claim: 'address-level2', value: PERSON.town, state: 'plaats' },
    { selector: '#telefoon', claim: 'tel', value: PERSON.tel, state: 'telefoon' },
    { selector: '#email', claim: 'email', value: PERSON.email },
  ],
  untouched: ['#tussenvoegsel'],
  files: [{ selector: '#verwijsbrief', state: 'verwijsbrief', multiple: false }],
}
