import { describe, expect, it } from 'vitest'
import { CLAIM_NAMES } from '@/lib/records/claims'
import { corpusFiles, labelledControls, PARTS, readPage, withoutLabels } from './corpus/read'

/** The corpus is a yardstick: what is not labelled, or labelled with an unknown word, would measure nothing. */

const NO_CLAIM = ['ignored', 'none']

/** Names that README.md has a convention for: both parts must show each of them. */
const CONVENTIONS = [
  ...'name honorific-prefix given-name additional-name family-name honorific-suffix nickname'.split(' '),
  ...'organization-title sex language url organization email'.split(' '),
  ...'street-address address-line1 address-line2 address-line3'.split(' '),
  ...'address-level3 address-level2 address-level1 country country-name postal-code'.split(' '),
  ...'cc-name cc-number cc-exp cc-exp-month cc-exp-year cc-csc cc-type'.split(' '),
  ...'bday bday-day bday-month bday-year'.split(' '),
  ...'tel tel-country-code tel-national tel-area-code tel-local'.split(' '),
  ...'tel-local-prefix tel-local-suffix tel-extension'.split(' '),
  ...NO_CLAIM,
]

const pages = corpusFiles().map((file) => {
  const html = readPage(file)
  return { ...file, html, controls: labelledControls(html) }
})
const languageOf = (tag: string): string => tag.split('-')[0] ?? tag

describe('the corpus of forms', () => {
  it('has a label on every control, and no label the claims do not know', () => {
    const known: readonly (string | null)[] = [...CLAIM_NAMES, ...NO_CLAIM]
    const wrong = pages.flatMap(({ name, controls }) =>
      controls.filter(({ expected }) => !known.includes(expected)).map(({ source }) => `${name}: ${source}`),
    )
    expect(wrong).toEqual([])
  })

  it('has something to label on every page', () => {
    expect(pages.filter(({ controls }) => controls.length === 0).map(({ name }) => name)).toEqual([])
  })

  it('has labels on nothing else', () => {
    const counts = pages.filter(
      ({ html, controls }) => html.split('data-expect=').length !== controls.length + 1,
    )
    expect(counts.map(({ name }) => name)).toEqual([])
  })

  it('shows a matcher no label', () => {
    expect(
      pages.filter(({ html }) => /data-expect|^<!--/m.test(withoutLabels(html))).map(({ name }) => name),
    ).toEqual([])
  })

  it('loads nothing from elsewhere', () => {
    const outside =
      /<(?:script|img|iframe|link|source)\b[^>]*\s(?:src|href)=["']?(?:https?:)?\/\/|url\(["']?http|@import/i
    expect(pages.filter(({ html }) => outside.test(html)).map(({ name }) => name)).toEqual([])
  })

  it('is large and in many languages', () => {
    expect(pages.length).toBeGreaterThanOrEqual(150)
    expect(new Set(pages.map(({ language }) => languageOf(language))).size).toBeGreaterThanOrEqual(14)
    expect(new Set(pages.map(({ name }) => name.split('-')[0])).size).toBe(pages.length)
  })

  it('keeps more than a quarter aside', () => {
    const share = pages.filter(({ part }) => part === 'held-out').length / pages.length
    expect(share).toBeGreaterThan(0.25)
    expect(share).toBeLessThan(0.37)
  })

  it.each(PARTS)('has every name of the conventions in %s', (part) => {
    const names = new Set(
      pages
        .filter((page) => page.part === part)
        .flatMap(({ controls }) => controls.map(({ expected }) => expected)),
    )
    expect(CONVENTIONS.filter((name) => !names.has(name))).toEqual([])
  })
})
