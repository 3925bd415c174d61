import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from './browsers/browser'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const AT_REST =
  'Promise.allSettled(document.getAnimations().map(({ finished }) => finished)).then(() => true)'

/** What axe finds that is serious or worse, as lines: everything in light, and what depends on colours again in dark. */
export async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(`${axe}; null`)
  const run = async (scheme: 'light' | 'dark', options: object): Promise<readonly string[]> => {
    // Every colour is a `light-dark()`, so the page's own scheme turns all of them.
    await page.evaluate(`document.documentElement.style.colorScheme = '${scheme}'; null`)
    // A colour half-way to another is nobody's colour: what moves has come to rest.
    await page.evaluate(AT_REST)
    return (await page.evaluate(`axe.run(document, ${JSON.stringify({ ...options, resultTypes: ['violations'] })}).then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => '${scheme}, ' + id + ': ' + node.target.join(' ') + ' ' + node.failureSummary)))`)) as readonly string[]
  }
  const inLight = await run('light', {})
  const inDark = await run('dark', { runOnly: ['color-contrast'] })
  await page.evaluate(`document.documentElement.style.colorScheme = ''; null`)
  return [...inLight, ...inDark]
}
