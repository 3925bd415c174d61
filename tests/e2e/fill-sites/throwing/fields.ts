import { PERSON } from '../person'
import type { FillSite } from '../site'

export const site: FillSite = {
  name: 'throwing',
  framework: 'plain script: a setter that throws, a listener that throws',
  language: 'en',
  alsoGiven: ['name'],
  fields: [
    { selector: '#email', claim: 'email', value: PERSON.email },
    { selector: '#town', claim: 'address-level2', value: PERSON.town, state: 'town' },
  ],
}
