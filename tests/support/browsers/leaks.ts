import type { Browser, LaunchOptions } from './browser'

/** Origins that are asked on purpose; one set for each file of tests, as each runs in a process of its own. */
const entered = new Set<string>()

/** A place on this machine that a test has the extension ask, or an address of which it proves itself that nobody is asked there. */
export function mayAsk(address: string): void {
  entered.add(new URL(address).origin)
}

const LOCAL =
  /^(?:https?:\/\/(?:127\.0\.0\.1|localhost)[:/]|wss?:\/\/(?:127\.0\.0\.1|localhost)[:/]|about:|data:|blob:|chrome:|resource:|moz-extension:|chrome-extension:)/

/** Requests that left this device, and requests of the extension to anything but its own files and the places of `mayAsk`. */
export function leaksOf(
  browser: Pick<Browser, 'requests' | 'extensionBase'>,
  { namedPort, plainHost }: Pick<LaunchOptions, 'namedPort' | 'plainHost'> = {},
): readonly string[] {
  // With these, names lead to this machine and nowhere else.
  const isHere = (url: string) =>
    LOCAL.test(url) ||
    (namedPort !== undefined && /^(?:https|wss):/.test(url)) ||
    (plainHost !== undefined && new URL(url).hostname === plainHost)
  const isMeant = (url: string) => entered.has(new URL(url).origin.replace(/^ws/, 'http'))
  return browser
    .requests()
    .filter(
      ({ url, from }) =>
        !isMeant(url) &&
        (!isHere(url) || (from.startsWith(browser.extensionBase) && /^(?:http|ws)s?:/.test(url))),
    )
    .map(({ url, from }) => `${url} from ${from || 'the browser'}`)
}
