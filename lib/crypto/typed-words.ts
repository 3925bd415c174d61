/** Number of words of a recovery phrase. */
export const PHRASE_WORDS = 24

/** The words of a phrase as people write it down: any case, line breaks, commas, numbers before the words or lists with dots. */
export function typedWords(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s\d.,;:()[\]#|/·•*_-]+/u)
    .filter((word) => word !== '')
}
