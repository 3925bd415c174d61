import type { Concept, Ignored } from '@/lib/forms/concept'
import { type PurposeOf, parseClaim } from '@/lib/records/claims'

/** What the attribute says, by the standard's list of names. */
export interface Autocomplete {
  /** Null where it is absent, `off` or no name of the list. */
  readonly claimed: Concept | null
  readonly purposeOf: PurposeOf | null
  /** What is no name of the list may still be a word. */
  readonly hint: string
}

const SECRETS: { readonly [token: string]: Ignored } = {
  username: 'username',
  'current-password': 'password',
  'new-password': 'password',
  'one-time-code': 'one-time-code',
}

const SAYS_NOTHING =
  /^(?:on|off|no|none|nope|false|true|disabled|null|undefined|nothing|chrome-off|noautocomplete|do-not-autofill|new-\w+|random.*|\d*)$/

export function readAutocomplete(text: string): Autocomplete {
  const tokens = text
    .toLowerCase()
    .split(/\s+/)
    .filter((token) => token !== '' && token !== 'webauthn')
  const last = tokens.at(-1) ?? ''
  const parsed = parseClaim(tokens.join(' ')) ?? parseClaim(last)
  // The number of a fax or a pager is no telephone's.
  if (parsed && tokens.some((token) => token === 'fax' || token === 'pager'))
    return { claimed: 'none', purposeOf: null, hint: '' }
  if (parsed) return { claimed: parsed.name, purposeOf: parsed.purposeOf, hint: '' }
  const secret = SECRETS[last]
  if (secret) return { claimed: secret, purposeOf: null, hint: '' }
  return { claimed: null, purposeOf: null, hint: SAYS_NOTHING.test(last) ? '' : last }
}
