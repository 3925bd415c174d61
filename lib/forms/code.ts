import { type Concept, embraces, isVague } from '@/lib/forms/concept'
import type { ControlDescription } from '@/lib/forms/description'
import type { Lexicon } from '@/lib/forms/lexicon'
import { conceptOf } from '@/lib/forms/rules'
import { segmentsOf, wordsOf, wordsOfCode } from '@/lib/forms/text'
import type { Vote } from '@/lib/forms/vote'
import type { Atom } from '@/lib/forms/words/words'

/** What a programmer called a control: words that are written together, in paths whose last part is the control's own. */

export const NAME = 7
export const ID = 6
/** What a name takes over from the path it stands in. */
export const INHERITED = 2
/** An id beside a name that says something else. */
const OTHER_ID = 4

interface Read {
  readonly concept: Concept | null
  readonly atoms: readonly Atom[]
  readonly inherited?: true
}

/** Ids that a framework counts. */
const MADE =
  /^(?:ext-(?:comp|gen)|yui|jqg|react-select|mui-|:r|radix-|headlessui|input-?\d|field-?\d|gwt-uid|isc_|z_)/

/** What a control's name and id say, and speak of. */
export function codeVotes(
  described: ControlDescription,
  lexicon: Lexicon,
): { readonly votes: readonly Vote[]; readonly atoms: readonly Atom[] } {
  const votes: Vote[] = []
  const { name, id } = withoutCopies(described)
  const byName = name === '' ? null : conceptOfCode(name, lexicon)
  const byId = id === '' || MADE.test(id) ? null : conceptOfCode(id, lexicon)
  if (byName?.concept)
    votes.push({
      concept: byName.concept,
      weight: byName.inherited ? INHERITED : weightOf(byName.concept, NAME),
      from: 'name',
    })
  // A framework makes the id of the name: then it is one witness, not two.
  const same = byName?.concept === byId?.concept
  if (byId?.concept)
    votes.push({
      concept: byId.concept,
      weight: same ? 1 : weightOf(byId.concept, byName?.concept ? OTHER_ID : ID),
      from: 'id',
    })
  return { votes, atoms: [byName, byId].flatMap((read) => read?.atoms ?? []) }
}

/** Where one of name and id is what people read, and the other has no word of it, the other came with copied markup. */
function withoutCopies({ name, id, labels, type }: ControlDescription): { name: string; id: string } {
  const isOne = name === '' || id === '' || OF_ITS_TYPE.has(type)
  const text = isOne ? undefined : labels.find(({ from }) => SAID.has(from))?.text
  const words = wordsOf(text ?? '').filter((word) => word.length > 3)
  if (words.length === 0) return { name, id }
  const isSaid = (code: string): boolean => wordsOfCode(code).some((word) => words.includes(word))
  const [isName, isId] = [isSaid(name), isSaid(id)]
  if (isName === isId) return { name, id }
  return isName ? { name, id: '' } : { name: isMachines(name) ? name : '', id }
}

/** What a choice is called is an answer, and a box for an e-mail address is for one, whatever for. */
const OF_ITS_TYPE: ReadonlySet<string> = new Set(['radio', 'checkbox', 'email'])

const SAID: ReadonlySet<string> = new Set(['label', 'aria-label', 'preceding'])

/** A path says more than its words: `address[city]`. */
const isMachines = (name: string): boolean => /[[\].:$]/.test(name)

/** A word in a programmer's name that is none of ours may be a part of something else. */
const weightOf = (concept: Concept, weight: number): number => (concept === 'none' ? weight / 2 : weight)

/** The last part of a path says it where it can; else all of it together. */
export function conceptOfCode(written: string, lexicon: Lexicon): Read {
  // `f[name]` is a name in a form.
  const code = /^\p{L}\[(?<inner>.+)\]$/u.exec(written)?.groups?.inner ?? written
  const words = wordsOfCode(code)
  // `n` is a number for some, and a name for most.
  if (code === 'n' || code === 'N') return { concept: null, atoms: [] }
  const atoms = lexicon.readCode(words)
  const spoken = conceptOf(atoms, true)
  // `addressFullName` is a name in an address.
  const tail = spoken === 'address' ? conceptOf(lexicon.readCode(words.slice(-2)), true) : null
  const whole = tail !== null && ENDS.has(tail) ? tail : spoken
  const segments = segmentsOf(code)
  const last = segments.at(-1)
  if (segments.length < 2 || last === undefined)
    // `boat_name` is a boat's.
    return whole === 'name' && lexicon.hasUnknownCode(wordsOfCode(code))
      ? { concept: whole, atoms, inherited: true }
      : { concept: whole, atoms }
  // `city.id` is a list's way to say which city.
  if (IDENTIFYING.test(last)) return conceptOfCode(segments.slice(0, -1).join('.'), lexicon)
  const said = lexicon.readCode(wordsOfCode(last))
  // What only the beginning of a path says holds for all under it.
  if (said.length === 0 && whole !== null && BROAD.has(whole) && /\p{L}{2}/u.test(last))
    return { concept: whole, atoms, inherited: true }
  if (whole === 'name' && lexicon.hasUnknownCode(wordsOfCode(last)))
    return { concept: whole, atoms, inherited: true }
  // `user[bio]` says whose it is.
  if (said.length === 0 && whole === 'username') return { concept: null, atoms }
  const end = conceptOf(said, true)
  if (whole?.startsWith('tel-')) return { concept: whole, atoms }
  if (end === null || (whole !== null && embraces(end, whole)) || isVague(end))
    return { concept: whole ?? end, atoms }
  if ((end === 'name' || end === 'address' || end === 'none') && whole !== null)
    return { concept: whole, atoms }
  return { concept: end, atoms }
}

const IDENTIFYING = /^(?:id|value|key)$/i

const ENDS: ReadonlySet<Concept> = new Set<Concept>(['whole-name', 'given-name', 'family-name'])

const BROAD: ReadonlySet<Concept> = new Set<Concept>(['address', 'name', 'street', 'tel', 'country'])
