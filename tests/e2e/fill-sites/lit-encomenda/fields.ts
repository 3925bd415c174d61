import { PERSON } from '../person'
import type { FillSite } from '../site'

const inside = (name: string): string => `tejo-form >>> tejo-field[name=${name}] >>> input`

export const site: FillSite = {
  name: 'lit-encomenda',
  framework: 'Lit 3, open shadow roots in one another',
  language: 'pt',
  fields: [
    { selector: inside('nome'), claim: 'name', value: PERSON.name, state: 'nome' },
    { selector: inside('correio'), claim: 'email', value: PERSON.email, state: 'correio' },
    { selector: inside('telemovel'), claim: 'tel', value: PERSON.tel, state: 'telemovel' },
    { selector: inside('morada'), claim: 'address-line1', value: PERSON.street, state: 'morada' },
    {
      selector: inside('codigo-postal'),
      claim: 'postal-code',
      value: PERSON.postcode,
      state: 'codigo-postal',
    },
    { selector: inside('localidade'), claim: 'address-level2', value: PERSON.town, state: 'localidade' },
    { selector: 'tejo-form >>> #pais', claim: 'country', value: 'Reino Unido', state: 'pais', holds: 'GBR' },
  ],
  files: [{ selector: 'tejo-form >>> #foto', state: 'foto', multiple: true }],
}
