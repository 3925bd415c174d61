import { PERSON } from '../person'
import type { FillSite } from '../site'

const inside = (name: string): string => `hanbit-field[name=${name}] >>> input`

export const site: FillSite = {
  name: 'element-sincheong',
  framework: 'form-associated custom elements (ElementInternals)',
  language: 'ko',
  fields: [
    { selector: inside('name'), claim: 'name', value: PERSON.name },
    { selector: inside('email'), claim: 'email', value: PERSON.email },
    { selector: inside('phone'), claim: 'tel', value: PERSON.tel, state: 'phone' },
    { selector: inside('birth'), claim: 'bday', value: PERSON.birthday, state: 'birth' },
    { selector: inside('zip'), claim: 'postal-code', value: PERSON.postcode, state: 'zip' },
    { selector: inside('address'), claim: 'street-address', value: PERSON.street, state: 'address' },
  ],
  untouched: ['#company'],
  files: [{ selector: inside('proof'), state: 'proof', multiple: false }],
}
