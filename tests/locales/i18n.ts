import { LANGUAGES, type Language, textsOf } from './texts'

/** What `#i18n` is in tests: the texts as they are written, put together as the built extension puts them together. */

const texts = new Map<Language, ReadonlyMap<string, ReadonlyMap<string | null, string>>>()
let language: Language = 'en'

/** Which language is spoken from now on; English at first. */
export function speak(next: Language): void {
  language = next
}

export { LANGUAGES }

function formsOf(key: string): ReadonlyMap<string | null, string> {
  let all = texts.get(language)
  if (!all) {
    const read = new Map<string, Map<string | null, string>>()
    for (const { key, number, text } of textsOf(language))
      read.set(key, (read.get(key) ?? new Map<string | null, string>()).set(number, text))
    texts.set(language, read)
    all = read
  }
  const forms = all.get(key)
  if (!forms) throw new Error(`no text: ${key}`)
  return forms
}

function t(key: string, ...given: readonly (number | readonly string[])[]): string {
  const count = given.find((one) => typeof one === 'number')
  const parts = given.find((one) => typeof one === 'object') ?? (count === undefined ? [] : [String(count)])
  const forms = formsOf(key)
  const own = count === undefined ? null : String(count)
  const text = forms.get(own) ?? forms.get('n') ?? forms.get(null) ?? ''
  return text.replaceAll(/\$(\d)/g, (_, at) => {
    const part = parts[Number(at) - 1]
    // A browser would leave a hole there.
    if (part === undefined) throw new Error(`${key} in ${language}: nothing for $${at}`)
    return part
  })
}

export const i18n = { t }
