/** Text in the one spelling in which words are looked up: case, width, accents and the letters that have two spellings. */
const FOLDED: { readonly [letter: string]: string } = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ة: 'ه',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ـ: '',
  '’': "'",
  ʼ: "'",
}

const PLAIN = /^[a-z0-9 ]*$/
/** Letters whose accents make another letter, which folding must not lose: й is not и, but е is written for ё. */
const ACCENTS = /[\u0300-\u0305\u0307-\u036f\u064b-\u0652]|(?<![ии])\u0306/g

export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (PLAIN.test(lower)) return lower
  return lower
    .normalize('NFKC')
    .normalize('NFD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .replace(/[ßøæœłđðþıςأإآةىیکـ’ʼ]/g, (letter) => FOLDED[letter] ?? letter)
}

const WORD = /\d+|[\p{L}\p{M}']+|〒/gu

/** “C.A.P.” is one word. */
const DOTTED = /(?<![\p{L}\p{M}.])(?:\p{L}\.\s?){2,}(?:\p{L}(?![\p{L}\p{M}]))?/gu
/** “Home #” asks for a number; “###” shows how many digits it has. */
const HASH = /(?<!#)#(?![#\p{N}])/gu

/** A label and its explanation side by side, each in an element of its own: “PrénomsDans l'ordre”. */
const GLUED = /(?<!Whats)(?<=\p{Ll}{4})(?=\p{Lu}\p{Ll}{2})/gu

/** «d'expiration», «dell'evento» and «l'enfant» are two words. */
const ELIDED = /(?<![\p{L}\p{M}'])([cdjlmnst]|qu|un|(?:d|n|s)?ell|all|dall|sull|quest)'(?=\p{L}{2})/gu

/** “姓 名” is spread over its column. */
const SPREAD = /(?<=[\u3400-\u9fff])[ \u3000]+(?=[\u3400-\u9fff])/g

/** Words of a text for people, folded; letters and digits are apart. */
export function wordsOf(written: string): readonly string[] {
  const text = written.replace(SPREAD, '').replace(GLUED, ' ')
  const spelled = text.includes('.')
    ? text.replace(DOTTED, (letters) => `${letters.replace(/[.\s]/g, '')} `)
    : text
  const plain = spelled.includes('#') ? spelled.replace(HASH, ' number ') : spelled
  return (fold(plain).replace(ELIDED, '$1 ').match(WORD) ?? []).map(trimmed).filter((word) => word !== '')
}

/** Only within a word does an apostrophe belong to it: “cardholder's” is “cardholders”, «d'expiration» is two words. */
function trimmed(word: string): string {
  return word.includes("'") && !/[\u0400-\u04ff]/.test(word) ? word.replaceAll("'", '') : word
}

/** A framework's place for content, which is no card's holder. */
const HOLDER = /(?:content_?)?place_?holder\d*/gi

/** Form builders count their questions: `q8_address`. */
const QUESTION = /(?<![a-z])q(?=\d)/gi

/** And number them: `field[uid6]` is no user's. */
const NUMBERED =
  /(?<![a-z])(?:(?:answer|cell|col|elem|element|item|question|uid)_?\d+|(?:multi|single)_?line\d*)/gi

/** Letters and digits in turn, as a machine makes them: `xd3d9446`. */
const RANDOM =
  /(?<![a-z\d])(?=[a-z\d]{6,})(?=(?:[a-z]{1,3}\d+|\d+[a-z]{1,3}){2})(?:[a-z]{0,3}\d+)+[a-z]{0,3}(?![a-z\d])/gi

/** Words of a name or an id: `billing_firstName2` has five with its number. */
export function wordsOfCode(code: string): readonly string[] {
  const words = wordsOf(
    code
      .replace(HOLDER, ' ')
      .replace(QUESTION, ' ')
      .replace(NUMBERED, ' ')
      .replace(RANDOM, ' ')
      .replace(/([a-z\d])([A-Z])/g, '$1 $2')
      .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2'),
  )
  return words.length > 1 ? words.filter((word) => word !== 'q') : words
}

/** The parts of a path-like name: `customer[address][city]`, `ctl00$main$txtCity`, `form:address.city`. Numbers alone are none. */
export function segmentsOf(code: string): readonly string[] {
  return code.split(/(?:[$.:[\]/|]|__)+/).filter((segment) => /\p{L}/u.test(segment))
}
