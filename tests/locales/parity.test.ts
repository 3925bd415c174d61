import { describe, expect, it, test } from 'vitest'
import { SAME_AS_ENGLISH } from './same-as-english'
import {
  filesOf,
  folders,
  LANGUAGES,
  nameOf,
  OTHERS,
  placeholdersOf,
  type Text,
  textsOf,
  textsOfFile,
} from './texts'

const english = textsOf('en')
const inEnglish = new Map(english.map((text) => [nameOf(text), text]))

/** The number itself may be a word: “one site”. What stands beside it may not go missing. */
const demanded = (text: Text): readonly string[] =>
  text.number === '0' || text.number === '1'
    ? placeholdersOf(text).filter((placeholder) => placeholder !== '$1')
    : placeholdersOf(text)

test('there is a folder for each language and none beside', () => {
  expect(folders()).toEqual([...LANGUAGES].sort())
})

test('no key is given twice', () => {
  const keys = english.map(nameOf)
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
})

describe.each(OTHERS)('%s', (language) => {
  const texts = textsOf(language)

  it('has the same files, and in each the same keys in the same order', () => {
    expect(filesOf(language)).toEqual(filesOf('en'))
    for (const file of filesOf('en'))
      expect(textsOfFile(language, file).map(nameOf), file).toEqual(textsOfFile('en', file).map(nameOf))
  })

  it('has the same placeholders in each text', () => {
    const wrong = texts.filter((text) => {
      const original = inEnglish.get(nameOf(text))
      return original && String(demanded(text)) !== String(demanded(original))
    })
    expect(wrong).toEqual([])
  })

  it('says everything in its own words', () => {
    const allowed: readonly string[] = SAME_AS_ENGLISH[language]
    const same = texts
      .filter(({ key }) => !key.startsWith('language.'))
      .filter(({ text }) => /\p{L}/u.test(text.replace(/\$\d|Selfstead/g, '')))
      .filter((text) => text.text === inEnglish.get(nameOf(text))?.text)
    expect(same.filter(({ text }) => !allowed.includes(text))).toEqual([])
    const words = same.map(({ text }) => text)
    expect(
      allowed.filter((word) => !words.includes(word)),
      'listed in vain',
    ).toEqual([])
  })

  it('writes where its texts go and in which language they are', () => {
    const said = Object.fromEntries(
      texts.filter(({ key }) => key.startsWith('language.')).map(({ key, text }) => [key, text]),
    )
    expect(new Intl.Locale(said['language.tag'] ?? '').language).toBe(language)
    expect(said['language.direction']).toBe(language === 'ar' ? 'rtl' : 'ltr')
    expect(['lower', 'keep']).toContain(said['language.in_sentence'])
  })
})

describe.each(LANGUAGES)('%s', (language) => {
  const texts = textsOf(language)
  const textOf = (key: string): string => texts.find((text) => text.key === key)?.text ?? ''
  const names = (found: readonly Text[]): readonly string[] => found.map(nameOf)

  it('has no empty text, and none with blanks around it', () => {
    expect(names(texts.filter(({ text }) => text.trim() === '' || text !== text.trim()))).toEqual([])
  })

  it('never raises its voice', () => {
    expect(names(texts.filter(({ text }) => /[!¡！]/u.test(text)))).toEqual([])
  })

  it('has no bar in a text that depends on a number: it parts the forms in the built extension', () => {
    expect(names(texts.filter(({ number, text }) => number !== null && text.includes('|')))).toEqual([])
  })

  it('closes every isolation it opens', () => {
    const opened = (text: string): number => text.match(/[\u2066-\u2068]/gu)?.length ?? 0
    const closed = (text: string): number => text.match(/\u2069/gu)?.length ?? 0
    expect(names(texts.filter(({ text }) => opened(text) !== closed(text)))).toEqual([])
  })

  it('fits what the stores show', () => {
    expect(textOf('extension.name')).toBe('Selfstead')
    expect([...textOf('extension.description')].length).toBeGreaterThan(20)
    expect([...textOf('extension.description')].length).toBeLessThanOrEqual(132)
  })
})

test.each([
  ['unlock.passphrase', 'Passphrase'],
  ['transfer.passphrase.label', 'Passphrase'],
  ['transfer.passphrase.repeat', 'Repeat passphrase'],
  ['welcome.passphrase.create', 'Create vault'],
  ['unlock.action', 'Unlock'],
  ['common.lock', 'Lock'],
  ['dashboard.nav.lock', 'Lock'],
  ['popup.lock', 'Lock'],
  ['prompt.allow', 'Allow'],
  ['prompt.deny', 'Deny'],
  ['popup.revoke', 'Revoke'],
  ['dashboard.grant.revoke', 'Revoke'],
  ['dashboard.sites.revokeAll', 'Revoke all'],
  ['transfer.export.go', 'Export'],
  ['transfer.plan.go', 'Import'],
  ['common.add', 'Add'],
])('%s is “%s” in English: others find the control by it', (key, name) => {
  expect(inEnglish.get(key)?.text).toBe(name)
})
