/** Shorter words become others by one letter more, and by one less. */
const SHORTEST = 6
const SHORTEST_WHOLE = 7
/** Most words of a page that are looked for with a letter more or less. */
const MOST = 300

/** Words with one letter too many or too few, as people write them: “Affilation”, «Адресса». The first letter is right. */
export function createSpelling(words: () => readonly string[]): (word: string) => string | null {
  let lacking: ReadonlyMap<string, string> | null = null
  let known: ReadonlySet<string> = new Set()
  let looked = 0
  const prepare = (): ReadonlyMap<string, string> => {
    known = new Set(words().filter((word) => word.length >= SHORTEST && LETTERS.test(word)))
    const made = new Map<string, string>()
    for (const word of known)
      if (word.length >= SHORTEST_WHOLE) for (const shorter of withoutOne(word)) made.set(shorter, word)
    return made
  }
  return (word) => {
    if (word.length < SHORTEST || !LETTERS.test(word) || ++looked > MOST) return null
    lacking ??= prepare()
    const fuller = lacking.get(word)
    if (fuller !== undefined) return fuller
    return withoutOne(word).find((shorter) => known.has(shorter)) ?? null
  }
}

/** Of scripts with spaces. */
const LETTERS = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]+$/u

const withoutOne = (word: string): readonly string[] =>
  Array.from({ length: word.length - 1 }, (_, at) => word.slice(0, at + 1) + word.slice(at + 2))
