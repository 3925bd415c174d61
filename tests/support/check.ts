import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserKind } from './browsers/browser'
import { prepareJourney } from './journey'

export interface CheckOptions {
  readonly kind: BrowserKind
  readonly extension: string
  readonly shop: string
  /** Where the pictures go. */
  readonly folder: string
  readonly say: (text: string) => void
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`.padStart(7)

/** Walks the main job once, printing each step with its time. True when every step held. */
export async function checkMainJob({ kind, extension, shop, folder, say }: CheckOptions): Promise<boolean> {
  await mkdir(folder, { recursive: true })
  let start = performance.now()
  const journey = await prepareJourney({ kind, extension, shop })
  say(`✓ ${seconds(start)}  start the browser with Selfstead`)
  try {
    let number = 0
    for (const { name, run } of journey.steps) {
      start = performance.now()
      const picture = join(
        folder,
        `${String(++number).padStart(2, '0')}-${name.replaceAll(/[^a-z]+/g, '-')}.png`,
      )
      try {
        const page = await run()
        say(`✓ ${seconds(start)}  ${name}`)
        await page.screenshot(picture)
      } catch (error) {
        say(`✗ ${seconds(start)}  ${name}\n${error instanceof Error ? error.message : error}`)
        await journey.photograph(picture.replace('.png', '-failed'))
        return false
      }
    }
    const leaks = journey.leaks()
    say(
      leaks.length === 0
        ? '✓           nothing left this device'
        : `✗           left this device: ${leaks.join(', ')}`,
    )
    return leaks.length === 0
  } finally {
    await journey.close()
  }
}
