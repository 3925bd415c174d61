import { PERSON } from '../person'
import type { FillSite } from '../site'

export const site: FillSite = {
  name: 'alpine-kayit',
  framework: 'Alpine.js, x-model, two steps',
  language: 'tr',
  fields: [
    { selector: '#ad', claim: 'given-name', value: PERSON.given, state: 'ad' },
    { selector: '#soyad', claim: 'family-name', value: PERSON.family, state: 'soyad' },
    { selector: '#eposta', claim: 'email', value: PERSON.email, state: 'eposta' },
    { selector: '#cep', claim: 'tel', value: PERSON.tel, state: 'cep' },
    { selector: '#dogum', claim: 'bday', value: PERSON.birthday, state: 'dogum' },
  ],
  // The second step is not shown yet.
  untouched: ['#adres', '#posta', '#il', '#ulke'],
  files: [{ selector: '#foto', state: 'foto', multiple: false }],
}
