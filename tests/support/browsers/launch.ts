import type { Browser, BrowserKind, LaunchOptions } from './browser'
import { launchChromium } from './chromium'
import { launchFirefox } from './firefox'
import { leaksOf } from './leaks'

/** Whatever a test is about: when its browser is closed it must have sent nothing anywhere. */
export async function launch(kind: BrowserKind, options: LaunchOptions): Promise<Browser> {
  const browser = await (kind === 'firefox' ? launchFirefox(options) : launchChromium(options))
  return {
    ...browser,
    async close() {
      await browser.close()
      const leaks = leaksOf(browser, options)
      if (leaks.length > 0) throw new Error(`something left this device: ${leaks.join(', ')}`)
    },
  }
}
