import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the made forms lie and how their labels are taken out of the text; README.md has the conventions. */

const folder = fileURLToPath(new URL('.', import.meta.url))

export const PARTS = ['develop', 'held-out'] as const
export type Part = (typeof PARTS)[number]

export interface CorpusFile {
  readonly part: Part
  /** Without the ending: `017-shop-checkout`. */
  readonly name: string
  readonly path: string
  /** BCP 47 tag of the language the form is written in, whatever its `lang` attribute says. */
  readonly language: string
  readonly kind: string
  /** What made the mark-up, or what it looks like. */
  readonly style: string
}

export interface CorpusControl {
  readonly tag: string
  /** The `type` attribute of an input as written, `text` where there is none; the tag for the others. */
  readonly type: string
  /** Null where the author gave none. */
  readonly expected: string | null
  /** The start tag as written. */
  readonly source: string
}

/** All files, by part and number. */
export function corpusFiles(parts: readonly Part[] = PARTS): readonly CorpusFile[] {
  return parts.flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((file) => file.endsWith('.html'))
      .sort()
      .map((file) => describeFile(part, file)),
  )
}

export function readPage(file: CorpusFile): string {
  return readFileSync(file.path, 'utf8')
}

/** The page as a matcher may see it: no labels, and no comment at its top that says what it is. */
export function withoutLabels(html: string): string {
  return html.replace(/ data-expect="[^"]*"/g, '').replace(/^(<!doctype html>\n)<!--[^>]*-->\n/, '$1')
}

/** Every control that wants a label, in document order. */
export function labelledControls(html: string): readonly CorpusControl[] {
  const visible = html.replace(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1>/g, '')
  return [...visible.matchAll(/<(input|select|textarea)\b(?:[^>"']|"[^"]*"|'[^']*')*>/gi)]
    .map(([source, tag]) => controlOf(source, (tag ?? '').toLowerCase()))
    .filter(({ type }) => !['hidden', 'submit', 'button', 'reset', 'image'].includes(type))
}

function controlOf(source: string, tag: string): CorpusControl {
  const type = tag === 'input' ? (attribute(source, 'type')?.toLowerCase() ?? 'text') : tag
  return { tag, type, expected: attribute(source, 'data-expect'), source }
}

function attribute(source: string, name: string): string | null {
  return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`, 'i').exec(source)?.[1] ?? null
}

function describeFile(part: Part, file: string): CorpusFile {
  const path = join(folder, part, file)
  const top = /^<!doctype html>\n<!-- ([^;]+); ([^;]+); (.+) -->\n/.exec(readFileSync(path, 'utf8'))
  if (!top) throw new Error(`${part}/${file} does not say what it is`)
  const [, language = '', kind = '', style = ''] = top
  return { part, name: file.replace(/\.html$/, ''), path, language, kind, style }
}
