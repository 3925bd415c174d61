import type { LabelSource } from '@/lib/forms/description'
import { wordsOfCode } from '@/lib/forms/text'
import type { Atom } from '@/lib/forms/words/words'

/** Texts longer than this explain rather than name. */
const LONGEST_NAME = 60

/** “Passenger 2”, “2nd guest”, “Emergency contact”: a heading that is about another person than the one who fills the form. */
export function isOfSomeone(text: string, atoms: readonly Atom[]): boolean {
  return (atoms.includes('someone') && !atoms.includes('role')) || isFurther(text, atoms)
}

/** “Step 2 of 3”, whoever it is about. */
const STEPS =
  /(?<!\p{L})(?:step|part|section|page|schritt|teil|seite|abschnitt|etape|étape|partie|paso|parte|passo|fase|stap|deel|krok|część|czesc|шаг|часть|этап|adım|adim|steg|trin|vaihe|lépés)\s*\d(?:\s*(?:of|von|de|di|van|z|из|\/)\s*\d)?|\d\s*(?:\/|of|von|sur|de|di|van|z|из)\s*\d/giu

/** Sources of what a control itself is called by. */
export const NAMED: ReadonlySet<LabelSource> = new Set<LabelSource>([
  'label',
  'aria-label',
  'aria-labelledby',
  'header',
])

/** “Passenger 2”. */
export function isFurther(text: string, atoms: readonly Atom[]): boolean {
  // “3. Person responsible” is a question's number, “2. Person” is a person's.
  const said = text.replace(/^\s*\d{1,2}\s?[.):–—|-]?\s+(?=\S+\s)/, '').replace(STEPS, ' ')
  return (
    (atoms.includes('context') || atoms.includes('role')) &&
    text.length < LONGEST_NAME &&
    /(?:^|[^\d\p{L}])[2-9](?:$|[^\d\p{L}]|nd|rd|th|e\b|º|ª)/u.test(said)
  )
}

/** An address’s place within a town, which is nobody's dependant. */
const DEPENDENT = /dependent_?-?locality/gi

const OTHERS: ReadonlySet<string> = new Set(
  'spouse emergency emerg beneficiary dependent child kid nominee guarantor cosigner coapplicant partner'.split(
    ' ',
  ),
)
const FURTHER =
  /(?:pax|psgr|passenger|travell?er|guest|attendee|person|applicant|adult|participant|driver|parent|carer)[_.[-]?[2-9]/i

/** `spouse_name`, `passenger2_last`. */
export const isCodeOfSomeone = (code: string): boolean =>
  FURTHER.test(code) || wordsOfCode(code.replace(DEPENDENT, '')).some((word) => OTHERS.has(word))
