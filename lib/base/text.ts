/**
 * Characters that change how the text around them is read without being seen: controls (except line feed, which is
 * kept as a space by `plainLine`), bidi marks and overrides, zero-width joiners and spaces, tags, variation selectors
 * outside emoji use, and interlinear marks. Unicode 16, general categories Cc, Cf, Zl, Zp and Default_Ignorable.
 */
const UNSEEN =
  /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\u034F|[\u115F\u1160]|[\u17B4\u17B5]|[\u180B-\u180F]|\u2800|\u3164|\uFFA0|[\u{E0000}-\u{E0FFF}]/gu

/** One line of text as safe to show between quotes: unseen characters gone, white space single, cut at `limit` code points. */
export function plainLine(text: string, limit = 280): string {
  const clean = text
    .replace(/[\t\n\r]+/g, ' ')
    .replace(UNSEEN, '')
    .replace(/\s+/g, ' ')
    .trim()
  const points = [...clean]
  return points.length > limit ? `${points.slice(0, limit - 1).join('')}…` : clean
}

/** Text of many lines as safe to show: unseen characters gone, line feeds kept. */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, '  ')
    .replace(UNSEEN, (found) => (found === '\n' ? found : ''))
}

/** Text with unseen characters written out, as JSON would escape them (`\u202e`); line feeds stay. */
export function showUnseen(text: string): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  return text.replace(UNSEEN, (found) => (found === '\n' ? found : found.split('').map(escaped).join('')))
}

/** True when `text` holds characters that `plainLine` would remove. */
export function hasUnseen(text: string): boolean {
  return text.search(UNSEEN) >= 0
}

/** False for text with a lone surrogate, which no encoding of ours can carry. */
export function isWellFormed(text: string): boolean {
  return text.isWellFormed()
}
