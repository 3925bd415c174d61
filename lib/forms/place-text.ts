/** Texts of places as they are compared. */

/** Letters that have no mark to take off, and what people without them on their keys write. */
const LETTERS: { readonly [letter: string]: string } = {
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
  臺: '台',
}

/** A text as it is compared: lower case, without accents and marks, single spaces. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßøđłıæœþð臺]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim()
}

/** The same, and with the umlauts of German written in two letters. */
export function spellings(text: string): readonly string[] {
  const spelt = text.normalize('NFC').replace(/[äöüÄÖÜ]/g, (letter) => `${letter}e`)
  return [...new Set([plain(text), plain(spelt)])].filter((one) => one !== '')
}

/** What says only that a name is one of a division, in the languages of the lists. */
const KINDS = new Set(
  `county co province prov provincia provincie provinz region region regiao regione reg state estado stato etat kanton canton cantone
  land bundesland departement departamento department district distrito comunidad autonoma principado wojewodztwo woj kraj lan fylke
  ili il oblast obl область обл край республика респ область автономный округ محافظة منطقة امارة of de del di da do the la le`
    .split(/\s+/)
    .map(plain),
)
const CHINESE =
  /^(.{2,}?)(?:特别行政区|特別行政區|(?:壮族|回族|维吾尔)?自治区|省|市|縣|县|県|府|都|특별자치시|특별자치도|특별시|광역시|도|시)$/u

/** A name without what says that it is one of a division: “County Dublin”, “Московская обл.”, “大阪府”. */
export function bareName(text: string): string {
  const whole = plain(text)
  const words = whole.split(' ').filter((word) => !KINDS.has(word))
  const bare = words.length === 0 ? whole : words.join(' ')
  return CHINESE.exec(bare)?.[1] ?? bare
}
