import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { root } from '../../../scripts/lib/run.mjs'
import type { Page } from '../browsers/browser'

/** The extension around `hand.ts`, and what a test says to it. */

const MANIFEST = {
  manifest_version: 3,
  name: 'Hand',
  version: '1',
  content_scripts: [{ matches: ['http://127.0.0.1/*'], js: ['hand.js'], run_at: 'document_start' }],
  host_permissions: ['http://127.0.0.1/*'],
  browser_specific_settings: { gecko: { id: 'hand@test.example' } },
}

/** @returns the folder of the built extension. */
export async function buildHand(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'selfstead-hand-'))
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '@': root } },
    build: {
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      copyPublicDir: false,
      lib: {
        entry: join(root, 'tests/support/filling/hand.ts'),
        formats: ['iife'],
        name: 'hand',
        fileName: () => 'hand.js',
      },
    },
  })
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(MANIFEST))
  return folder
}

async function ask(page: Page, job: object): Promise<unknown> {
  const said = String(
    await page.evaluate(`new Promise((resolve) => {
      document.addEventListener('hand:done', (event) => resolve(event.detail), { once: true })
      document.dispatchEvent(new CustomEvent('hand:do', { detail: ${JSON.stringify(JSON.stringify(job))} }))
    })`),
  )
  const { value, error } = JSON.parse(said)
  if (error) throw new Error(error)
  return value
}

export interface HandField {
  readonly selector: string
  readonly text: string
}

/** Fills as the page script does. For each field: `kept`, `altered`, `gone`, or why it was not written. */
export const handFill = async (
  page: Page,
  fields: readonly HandField[],
  { blind = false } = {},
): Promise<readonly string[]> => (await ask(page, { act: 'fill', fields, blind })) as readonly string[]

/** Undoes the last fill. */
export const handUndo = async (page: Page): Promise<readonly boolean[]> =>
  (await ask(page, { act: 'undo' })) as readonly boolean[]

/** Why each control is not seen, or null. */
export const handLook = async (
  page: Page,
  selectors: readonly string[],
): Promise<readonly (string | null)[]> =>
  (await ask(page, { act: 'look', selectors })) as readonly (string | null)[]
