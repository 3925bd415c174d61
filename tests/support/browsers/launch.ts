import type { Browser, BrowserKind, LaunchOptions } from './browser'
import { launchChromium } from './chromium'
import { launchFirefox } from './firefox'

export const launch = (kind: BrowserKind, options: LaunchOptions): Promise<Browser> =>
  kind === 'firefox' ? launchFirefox(options) : launchChromium(options)
