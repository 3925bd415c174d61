import { join } from 'node:path'
import { build } from 'vite'
import { root } from '../../../scripts/lib/run.mjs'
import type { Browser, Page } from '../browsers/browser'
import type { inside } from './script'

type Inside = typeof inside

export interface InsidePage {
  readonly page: Page
  /** Calls one of the script's functions; arguments and what comes back are JSON. */
  call<Name extends keyof Inside>(name: Name, ...given: Parameters<Inside[Name]>): Promise<unknown>
}

let script: Promise<string> | null = null

/** A page of the extension with `script.ts` in it: a test does there what our own pages do, before there is a page for it. */
export async function openInside(browser: Browser): Promise<InsidePage> {
  script ??= bundled()
  const page = await browser.extensionPage('dashboard.html')
  await page.evaluate(`${await script};null`)
  return {
    page,
    call: (name, ...given) =>
      page.evaluate(
        `inside[${JSON.stringify(name)}](...${JSON.stringify(given)}).then((value) => value ?? null)`,
      ),
  }
}

async function bundled(): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': root } },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: join(import.meta.dirname, 'script.ts'), formats: ['iife'], name: 'insideScript' },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error('nothing was built')
  return output.output[0].code
}
