import type { ControlDescription } from '@/lib/forms/description'
import type { Lexicon } from '@/lib/forms/lexicon'
import { wordsOfCode } from '@/lib/forms/text'
import type { Atom } from '@/lib/forms/words/words'

/** A form that speaks of visas and of nothing else of a card is about entering a country. */
export function withVisas(
  controls: readonly ControlDescription[],
  lexiconOf: (isOfEntry: boolean) => Lexicon,
): Lexicon {
  if (!controls.some(({ name, id, labels }) => VISA.test([name, id, ...labels.map(textOf)].join(' '))))
    return lexiconOf(false)
  const lexicon = lexiconOf(true)
  const isOfCard = ({ name, id, labels, options }: ControlDescription): boolean =>
    options.some(({ text }) => BRANDS.test(text)) ||
    [
      ...labels.map(({ text }) => lexicon.readLabel(text)),
      ...[name, id].map((code) => lexicon.readCode(wordsOfCode(code))),
    ].some((atoms) => OF_CARDS.some((atom) => atoms.includes(atom)))
  return controls.some(isOfCard) ? lexiconOf(false) : lexicon
}

const textOf = ({ text }: { readonly text: string }): string => text

const VISA = /visa/i

/** Those that nobody needs to enter a country. */
const BRANDS = /master ?card|maestro|amex|american express|diners|union ?pay/i

const OF_CARDS: readonly Atom[] = ['card', 'csc', 'holder']
