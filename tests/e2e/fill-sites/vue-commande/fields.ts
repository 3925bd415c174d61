import { PERSON } from '../person'
import type { FillSite } from '../site'

export const site: FillSite = {
  name: 'vue-commande',
  framework: 'Vue 3, v-model (plain, .lazy, .trim)',
  language: 'fr',
  fields: [
    { selector: '#prenom', claim: 'given-name', value: PERSON.given, state: 'prenom' },
    { selector: '#nom', claim: 'family-name', value: PERSON.family, state: 'nom' },
    { selector: '#courriel', claim: 'email', value: PERSON.email, state: 'courriel' },
    { selector: '#adresse', claim: 'street-address', value: PERSON.street, state: 'adresse' },
    { selector: '#cp', claim: 'postal-code', value: PERSON.postcode, state: 'cp' },
    { selector: '#ville', claim: 'address-level2', value: PERSON.town, state: 'ville' },
    { selector: '#pays', claim: 'country', value: 'Royaume-Uni', state: 'pays', holds: '826' },
    { selector: '#tel', claim: 'tel', value: PERSON.tel },
  ],
  untouched: ['#site'],
  files: [{ selector: '#justificatif', state: 'justificatif', multiple: false }],
}
