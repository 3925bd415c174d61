import { PERSON } from '../person'
import type { FillSite } from '../site'

export const site: FillSite = {
  name: 'hook-form-anmeldung',
  framework: 'React 19 with react-hook-form',
  language: 'de',
  fields: [
    { selector: '[name=vorname]', claim: 'given-name', value: PERSON.given, state: 'vorname' },
    { selector: '[name=nachname]', claim: 'family-name', value: PERSON.family, state: 'nachname' },
    { selector: '[name=strasse]', claim: 'address-line1', value: PERSON.streetName, state: 'strasse' },
    { selector: '[name=hausnummer]', claim: 'address-line1', value: PERSON.houseNumber, state: 'hausnummer' },
    { selector: '[name=plz]', claim: 'postal-code', value: PERSON.postcode, state: 'plz' },
    { selector: '[name=ort]', claim: 'address-level2', value: PERSON.town, state: 'ort' },
    { selector: '[name=email]', claim: 'email', value: PERSON.email },
    { selector: '[name=geburtsdatum]', claim: 'bday', value: PERSON.birthday, state: 'geburtsdatum' },
  ],
  untouched: ['[name=telefon2]'],
  files: [{ selector: '[name=ausweis]', state: 'ausweis', multiple: false }],
}
