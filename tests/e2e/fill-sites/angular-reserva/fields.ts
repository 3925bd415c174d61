import { PERSON } from '../person'
import type { FillSite } from '../site'

export const site: FillSite = {
  name: 'angular-reserva',
  framework: 'Angular 21, reactive forms and an own ControlValueAccessor, zoneless',
  language: 'es',
  fields: [
    { selector: '#nombre', claim: 'given-name', value: PERSON.given, state: 'nombre' },
    { selector: '#apellidos', claim: 'family-name', value: PERSON.family, state: 'apellidos' },
    { selector: '#correo', claim: 'email', value: PERSON.email, state: 'correo' },
    { selector: '#movil', claim: 'tel', value: PERSON.tel, state: 'movil' },
    { selector: '#dia', claim: 'bday-day', value: '10', state: 'dia' },
    { selector: '#mes', claim: 'bday-month', value: 'diciembre', state: 'mes', holds: '12' },
    { selector: '#ano', claim: 'bday-year', value: '1815', state: 'ano' },
    { selector: '#pais', claim: 'country', value: 'gb', state: 'pais' },
  ],
  untouched: ['#trampa', '#notas'],
  files: [{ selector: '#copia', state: 'copia', multiple: false }],
}
