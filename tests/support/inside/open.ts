import { join } from 'node:path'
import type { Browser, Page } from '../browsers/browser'
import { bundled } from '../bundled'
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
  script ??= bundled(join(import.meta.dirname, 'script.ts'), 'insideScript')
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
