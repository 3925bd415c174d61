import { browser } from '@/lib/platform/browser'

const SYSTEMS: { readonly [os: string]: string } = {
  android: 'Android',
  cros: 'ChromeOS',
  linux: 'Linux',
  mac: 'macOS',
  openbsd: 'OpenBSD',
  win: 'Windows',
}
/** Browsers that say they are Chrome as well come first. */
const BROWSERS = [
  ['Firefox/', 'Firefox'],
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Chrome/', 'Chrome'],
] as const

/** What a device is called until the person gives it a name: proper names alone, the same in every language. */
export async function deviceName(): Promise<string> {
  const { os } = await browser.runtime.getPlatformInfo()
  const known = BROWSERS.find(([mark]) => navigator.userAgent.includes(mark))?.[1]
  return [known, SYSTEMS[os]].filter(Boolean).join(', ')
}
