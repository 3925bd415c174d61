// @ts-check
import { openFormsBrowser } from './forms-browser.mjs'
import { loadTypeScript } from './typescript.mjs'

/** @typedef {{ readonly file: string, readonly selector: string, readonly expected: string, readonly found: string, readonly why: string, readonly labels: string }} Judged */

/** The two are one: a select is searched by code and by name. */
const SAME = new Map([['country-name', 'country']])
/** What the goal speaks of. */
const GOAL =
  /^(?:name|.*-name|honorific-.*|street-address|address-.*|postal-code|country|tel|tel-.*|email|bday|bday-.*|cc-.*)$/

/** @param {string | null} name */
const plain = (name) => SAME.get(name ?? '') ?? name ?? 'none'

/**
 * Every labelled control of a part of the corpus, and what the matcher takes it for.
 *
 * @param {'develop' | 'held-out'} part
 * @returns {Promise<readonly Judged[]>}
 */
export async function judge(part) {
  const { corpusFiles } = await loadTypeScript('tests/forms/corpus/read.ts')
  const { match } = await loadTypeScript('lib/forms/match.ts')
  const browser = await openFormsBrowser(4)
  try {
    const files = /** @type {readonly { readonly name: string, readonly path: string }[]} */ (
      corpusFiles([part])
    )
    const judged = await Promise.all(
      files.map(async ({ name: file, path }) => {
        const { page, selectors, expected } = await browser.describe(path)
        return match(page).flatMap(
          (
            /** @type {import('../../lib/forms/description').FieldMatch} */ { name, why },
            /** @type {number} */ at,
          ) => {
            const label = expected[at] ?? null
            if (label === null) return []
            const {
              labels,
              name: code,
              id,
            } = /** @type {import('../../lib/forms/description').ControlDescription} */ (page.controls[at])
            const texts = [code, id, ...labels.map(({ from, text }) => `${from}=${text}`)]
              .join(' | ')
              .slice(0, 260)
            return [
              {
                file,
                selector: selectors[at] ?? '',
                expected: plain(label),
                found: plain(name),
                why,
                labels: texts,
              },
            ]
          },
        )
      }),
    )
    return judged.flat()
  } finally {
    await browser.close()
  }
}

/** @param {number} part @param {number} whole */
const share = (part, whole) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`)

/**
 * The confusion table as Markdown: for each name its support, precision, recall and what it was taken for.
 *
 * @param {readonly Judged[]} judged
 * @returns {string}
 */
export function table(judged) {
  const names = [...new Set(judged.flatMap(({ expected, found }) => [expected, found]))]
    .filter((name) => name !== 'none')
    .sort()
  const row = (/** @type {string} */ label, /** @type {(name: string) => boolean} */ is, confused = '') => {
    const wanted = judged.filter(({ expected }) => is(expected))
    const given = judged.filter(({ found }) => is(found))
    const right = wanted.filter(({ expected, found }) => expected === found).length
    return `| ${label} | ${wanted.length} | ${share(right, given.length)} | ${share(right, wanted.length)} | ${confused} |`
  }
  const confusedWith = (/** @type {string} */ name) => {
    const counts = new Map()
    for (const { expected, found } of judged)
      if (expected === name && found !== name) counts.set(found, (counts.get(found) ?? 0) + 1)
    return [...counts]
      .sort((one, other) => other[1] - one[1])
      .map(([found, count]) => `${found} ${count}`)
      .join(', ')
  }
  return [
    '| name | controls | precision | recall | taken for |',
    '| --- | ---: | ---: | ---: | --- |',
    ...names.map((name) => row(`\`${name}\``, (one) => one === name, confusedWith(name))),
    row('**all of the goal**', (name) => GOAL.test(name)),
    row('**all names**', (name) => name !== 'none' && name !== 'ignored'),
    '',
  ].join('\n')
}
