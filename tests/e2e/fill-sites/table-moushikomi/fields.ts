import { PERSON } from '../person'
import type { FillSite } from '../site'

export const site: FillSite = {
  name: 'table-moushikomi',
  framework: 'plain HTML in a table',
  language: 'ja',
  fields: [
    { selector: '[name=sei]', claim: 'family-name', value: PERSON.family, state: 'sei' },
    { selector: '[name=mei]', claim: 'given-name', value: PERSON.given, state: 'mei' },
    { selector: '[name=y]', claim: 'bday-year', value: '1815', state: 'y' },
    { selector: '[name=m]', claim: 'bday-month', value: '12', state: 'm' },
    { selector: '[name=d]', claim: 'bday-day', value: '10', state: 'd' },
    { selector: '[name=tel1]', claim: 'tel-national', value: '020', state: 'tel1' },
    { selector: '[name=tel2]', claim: 'tel-national', value: '7946', state: 'tel2' },
    { selector: '[name=tel3]', claim: 'tel-national', value: '0958', state: 'tel3' },
    { selector: '[name=mail]', claim: 'email', value: PERSON.email, state: 'mail' },
    { selector: '[name=zip]', claim: 'postal-code', value: PERSON.postcode, state: 'zip' },
    { selector: '[name=shi]', claim: 'address-level2', value: PERSON.town, state: 'shi' },
    { selector: '[name=banchi]', claim: 'address-line1', value: PERSON.street, state: 'banchi' },
  ],
  untouched: ['[name=kaisha]', '[name=naiyou]'],
  files: [{ selector: '[name=shorui]', state: 'shorui', multiple: true }],
}
