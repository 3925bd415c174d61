import { PERSON } from '../person'
import type { FillSite } from '../site'

export const site: FillSite = {
  name: 'frames',
  framework: 'plain HTML with a frame of the same and one of another origin',
  language: 'en',
  fields: [{ selector: '#email', claim: 'email', value: PERSON.email }],
}
