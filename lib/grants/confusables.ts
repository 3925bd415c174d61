/**
 * What text looks like: a small table of our own after the idea of Unicode Technical Standard 39, section 4, "Confusable
 * Detection". Only what can stand in a host name and is read as a Latin letter or a digit by somebody in a hurry.
 */

/** Each Latin letter or digit with what is taken for it: Cyrillic, Greek, Armenian, Cherokee, Lisu and Latin relatives. */
const ALIKE: { readonly [plain: string]: string } = {
  a: 'аαɑạӓ',
  b: 'ƅьЬвβßɓЪъ',
  c: 'сϲᴄςⅽꓚċ',
  d: 'ԁɗɖժⅾᏧ',
  e: 'еєεҽ℮ɛөɘ',
  f: 'ƒքſẝϝ',
  g: 'ɡցԍǥɢ',
  h: 'һհнℎᏂħћђ',
  i: 'іιɩıɪїꙇ',
  j: 'јϳյʝ',
  k: 'кκқӄƙĸᴋ',
  l: '1|ӏⅼᏞլɭłľ',
  m: 'мⅿᴍɱ',
  n: 'пոռηɴղ',
  o: '0оοօσөߋഠ๐໐ᴏøө',
  p: 'рρϱթƿ',
  q: 'ԛգզɋ',
  r: 'гᴦꭇꭈɼя',
  s: '5ѕꜱʂ',
  t: 'тτᴛŧţ',
  u: 'υսᴜʋцաų',
  v: 'ѵνⅴᴠ',
  w: 'ѡԝωшщաᴡ',
  x: 'хχⅹ×',
  y: 'уүγɣყύ',
  z: 'ᴢʐƶ',
  2: 'ƨ',
  3: 'зӡʒ',
  4: 'ч',
  6: 'б',
  8: 'ȣ',
  9: 'գ',
}

/** Pairs that run together into one letter. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
]

/** The first letter that claims a sign has it. */
const PLAIN: ReadonlyMap<string, string> = new Map(
  Object.entries(ALIKE)
    .flatMap(([plain, alike]) => [...alike].map((sign): [string, string] => [sign, plain]))
    .reverse(),
)

/**
 * The same text for texts that look alike: compatibility forms and marks dropped (NFKD), every sign as the Latin letter
 * or digit it is taken for, pairs that run together as one letter. A capital I is an l before capitals become small.
 * Skeletons are compared and never shown.
 */
export function skeleton(text: string): string {
  const bare = text
    .normalize('NFKD')
    .replaceAll('I', 'l')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
  let plain = [...bare].map((sign) => PLAIN.get(sign) ?? sign).join('')
  for (const [pair, letter] of PAIRS) plain = plain.replaceAll(pair, letter)
  return plain
}
