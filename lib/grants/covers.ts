/** Whether what the person said of one claim speaks of another: the same rule for refusals and for rules. */
import { claimFields, parseClaim } from '@/lib/records/claims'

/** Claims that tell a part of another claim, or all of it in other words. */
const PARTS: { readonly [claim: string]: readonly string[] } = {
  name: ['honorific-prefix', 'given-name', 'additional-name', 'family-name', 'honorific-suffix'],
  'street-address': ['address-line1', 'address-line2', 'address-line3'],
  country: ['country-name'],
  'country-name': ['country'],
  bday: ['bday-day', 'bday-month', 'bday-year'],
  tel: [
    'tel-country-code',
    'tel-national',
    'tel-area-code',
    'tel-local',
    'tel-local-prefix',
    'tel-local-suffix',
  ],
  'cc-number': ['cc-type'],
  'cc-name': ['cc-given-name', 'cc-additional-name', 'cc-family-name'],
  'cc-exp': ['cc-exp-month', 'cc-exp-year'],
}

/**
 * Whether `said` covers `asked`: without prefixes under every prefix, with prefixes under those; with a claim its parts (`tel` and
 * `tel-national`), and with a part what tells it (`bday-year` and `bday`): a no to less is not got around by asking for more. Sections are left aside: a site makes them up, and a made-up one must not get around
 * a no. What is no claim is covered only by its own name.
 */
export function coversClaim(said: string, asked: string): boolean {
  if (said === asked) return true
  const [no, wish] = [parseClaim(said), parseClaim(asked)]
  if (!no || !wish) return false
  const isTold = PARTS[no.name]?.includes(wish.name) || PARTS[wish.name]?.includes(no.name)
  if (no.name !== wish.name && !isTold) return false
  return (
    (no.purposeOf === null || no.purposeOf === wish.purposeOf) &&
    (no.place === null || no.place === wish.place)
  )
}

/**
 * Fields of one of the person's own collections that `said` covers: who never gives their telephone number does not give
 * it as a field of `phones` either. A claim with prefixes speaks of some records only and covers no field.
 */
export function coveredFields(said: string, collection: string): readonly string[] {
  const no = parseClaim(said)
  if (!no || no.collection !== collection || no.purposeOf !== null || no.place !== null) return []
  return claimFields(no.name)
}
