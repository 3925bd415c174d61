import { PERSON } from '../person'
import type { FillSite } from '../site'

export const site: FillSite = {
  name: 'leaving',
  framework: 'plain script that navigates away',
  language: 'en',
  fields: [
    { selector: '#email', claim: 'email', value: PERSON.email },
    { selector: '#name', claim: 'name', value: PERSON.name },
  ],
}
