import { PERSON } from '../person'
import type { FillSite } from '../site'

export const site: FillSite = {
  name: 'restless',
  framework: 'plain script that makes its form again at each change',
  language: 'en',
  fields: [
    { selector: '#email', claim: 'email', value: PERSON.email },
    { selector: '#name', claim: 'name', value: PERSON.name },
    { selector: '#town', claim: 'address-level2', value: PERSON.town, state: 'town' },
  ],
}
