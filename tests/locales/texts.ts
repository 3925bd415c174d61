import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseMessagesText } from '@wxt-dev/i18n/build'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const locales = join(root, 'locales')

/** What the interface speaks. English is what the others are measured by. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'ja', 'ar'] as const
export type Language = (typeof LANGUAGES)[number]
export const OTHERS = LANGUAGES.filter((language) => language !== 'en')

export interface Text {
  /** `prompt.of_leave`, whatever its number. */
  readonly key: string
  /** `0`, `1` or `n` where the text depends on a number, else null. */
  readonly number: string | null
  readonly text: string
}

export const folders = (): readonly string[] => readdirSync(locales).sort()

export const filesOf = (language: string): readonly string[] => readdirSync(join(locales, language)).sort()

/** Every text of one file, read by what builds the extension. */
export function textsOfFile(language: string, file: string): readonly Text[] {
  const source = readFileSync(join(locales, language, file), 'utf8')
  return parseMessagesText(source, 'YAML').flatMap((message): Text[] => {
    const key = message.key.join('.')
    // Names of the browser's own, which the reader adds.
    if (key.startsWith('@@')) return []
    return message.type === 'plural'
      ? Object.entries(message.plurals).map(([number, text]) => ({ key, number, text: String(text) }))
      : [{ key, number: null, text: message.message }]
  })
}

/** Every text of a language. */
export const textsOf = (language: Language): readonly Text[] =>
  filesOf(language).flatMap((file) => textsOfFile(language, file))

/** `prompt.of_leave[1]`: a text's name, its number included. */
export const nameOf = ({ key, number }: Text): string => (number === null ? key : `${key}[${number}]`)

/** `$1`, `$2` … of a text, each once. */
export const placeholdersOf = ({ text }: Text): readonly string[] =>
  [...new Set(text.match(/\$\d/g) ?? [])].sort()
