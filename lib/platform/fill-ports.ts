/** What the person presses to fill a form, and the script that is put into the page for it. */
import { browser } from '@/lib/platform/browser'
import { GESTURE } from '@/lib/protocol/fill'

/**
 * Puts the script into the top document of a tab and leaves the gesture's id for it, in the isolated world. The browser
 * allows it because the person pressed something of ours over that tab. @returns false where it does not.
 */
export async function injectFill(tab: number, gesture: string): Promise<boolean> {
  try {
    await browser.scripting.executeScript({
      target: { tabId: tab },
      func: leave,
      args: [GESTURE, gesture],
      injectImmediately: true,
    })
    await browser.scripting.executeScript({
      target: { tabId: tab },
      files: ['fill.js'],
      injectImmediately: true,
    })
    return true
  } catch {
    return false
  }
}

/** Runs in the page, so it may use nothing from here. On `window`: in Firefox the global of a script of ours is another object. */
function leave(name: string, gesture: string): void {
  ;(window as unknown as { [name: symbol]: string })[Symbol.for(name)] = gesture
}

const MENU = ['fill', 'field', 'save'] as const
type Entry = (typeof MENU)[number]

const PAGES = ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*']

/** The entries on a field. Registered at install and start; the browser keeps them in between. */
export async function registerMenu(titles: { readonly [entry in Entry]: string }): Promise<void> {
  await browser.contextMenus.removeAll()
  for (const id of MENU)
    browser.contextMenus.create({
      id,
      title: titles[id],
      contexts: ['editable'],
      documentUrlPatterns: PAGES,
    })
}

/** Calls `listener` for an entry on a field of the page itself; what lies in a frame is not filled. */
export function onMenu(listener: (wish: Entry, tab: number) => void): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId, frameId }, tab) => {
    const wish = MENU.find((one) => one === menuItemId)
    if (wish && tab?.id !== undefined && (frameId ?? 0) === 0) listener(wish, tab.id)
  })
}

export function onFillCommand(listener: (tab: number) => void): void {
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'fill-form' && tab?.id !== undefined) listener(tab.id)
  })
}
