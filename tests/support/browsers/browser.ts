/**
 * What a test may do with a real browser that has the extension loaded. Two implementations: `chromium.ts` (Playwright) and
 * `firefox.ts` (WebDriver BiDi). Everything a person does arrives as trusted input; controls are found the way a person
 * with a screen reader finds them, by role and name.
 */
export type BrowserKind = 'chromium' | 'firefox'

/** A control: by CSS selector, or by role and accessible name (exact when a string), or by the label of a form field. */
export type Target =
  | string
  | {
      readonly role: string
      readonly name?: string | RegExp
      readonly within?: string
      readonly nth?: number
    }
  | { readonly field: string | RegExp; readonly within?: string; readonly nth?: number }

export interface Wait {
  /** Milliseconds; when left out 20,000, and 60,000 for an expression. */
  readonly timeout?: number
}

export interface Page {
  /** The address the document itself reports. */
  url(): Promise<string>
  goto(url: string): Promise<void>
  reload(): Promise<void>
  /** Waits until the control is there, visible, enabled and not covered, then clicks its middle. */
  click(target: Target, wait?: Wait): Promise<void>
  /** Opens the browser's own menu on the control. */
  openMenu(target: Target, wait?: Wait): Promise<void>
  /** Replaces what stands in a field, key by key; sets selects and date fields by value. */
  fill(target: Target, text: string, wait?: Wait): Promise<void>
  /** Presses one key (`Tab`, `Enter`, `Escape`, `a`) where the focus is. */
  press(key: string): Promise<void>
  /** Holds one key down where the focus is: it goes down `times` times, as a keyboard repeats it, and up once. */
  hold(key: string, times: number): Promise<void>
  /** Presses the mouse at a point of the window `times` times, at once and whatever lies there. */
  pressAt(x: number, y: number, times?: number): Promise<void>
  /** Visible text of a control, or of the whole page. */
  text(target?: Target, wait?: Wait): Promise<string>
  /** How many such visible controls there are now. */
  count(target: Target): Promise<number>
  /** Waits until it, or one of several, is there and visible. */
  waitFor(target: Target | readonly Target[], wait?: Wait): Promise<void>
  /** Waits until the page's visible text matches, and returns the text. */
  waitForText(pattern: RegExp, wait?: Wait): Promise<string>
  /** Value of an expression in the page's own world; promises are awaited; JSON only. Counts as a user gesture. */
  evaluate(expression: string, wait?: Wait): Promise<unknown>
  setFiles(target: Target, files: readonly string[]): Promise<void>
  /** Runs `action` and returns the path of the file that was saved because of it. */
  download(action: () => Promise<void>, wait?: Wait): Promise<string>
  screenshot(file: string): Promise<void>
  setSize(width: number, height: number): Promise<void>
  close(): Promise<void>
  isClosed(): Promise<boolean>
}

export interface Browser {
  readonly kind: BrowserKind
  /** `Chromium 156.0.8078.79`, as the browser says. */
  readonly version: string
  readonly profile: string
  /** `chrome-extension://…/` or `moz-extension://…/`, with the last slash. */
  readonly extensionBase: string
  /** The same of the further extensions, in the order they were named. */
  readonly otherBases: readonly string[]
  open(url: string): Promise<Page>
  /** Opens a page of the extension in a tab, e.g. `dashboard.html#/ledger`. */
  extensionPage(path: string): Promise<Page>
  /** Waits for a page that the extension or a site opened itself: a path of the extension, or an address, that starts so. */
  waitForPage(prefix: string, wait?: Wait): Promise<Page>
  /** Pages open now, with their addresses. */
  pages(): Promise<readonly { readonly url: string; readonly page: Page }[]>
  /** Addresses requested since the start by anything, with the document that asked where the browser says so. */
  requests(): readonly { readonly url: string; readonly from: string }[]
  /** Runs a script in every page opened from now on, before the page's own. */
  beforeScripts(source: string): Promise<void>
  /**
   * Presses the key of a command of the extension (`Alt+Shift+F`) for the tab in front, as a gesture the browser itself hears.
   * Chromium needs `headed` with a `display`.
   */
  pressShortcut(keys: string): Promise<void>
  /** Chooses an entry of the extension's in the menu that is open. Chromium needs `headed` with a `display`. */
  chooseInMenu(entry: { readonly words: string; readonly place: number }): Promise<void>
  /** Presses the control that is so many Tabs away in the popup of the extension's button, which is open. Needs a `display`. */
  pressInPopup(tabs: number): Promise<void>
  /** Ends the background as the browser does when it is idle. */
  stopBackground(): Promise<void>
  /**
   * Puts the extension in place of itself while everything else stays open, as an update does: its pages close, its memory is
   * emptied, and what of it lies in pages of sites is cut off.
   */
  updateExtension(): Promise<void>
  /** Asks the inspector of the background while it runs (Chrome DevTools Protocol): Chromium only. */
  inspectBackground(method: string, params?: object): Promise<{ readonly [member: string]: unknown }>
  /** Refuses the browser's own question about sites, as a person does, until `isRefused` sees what became of it. */
  refuseQuestion(isRefused: () => Promise<boolean>): Promise<void>
  /** Resolves when the browser's process has ended, whoever ended it. */
  readonly ended: Promise<void>
  /** Kills the whole process group, as a power cut would. */
  kill(): Promise<void>
  close(): Promise<void>
}

/** The tests find controls by their English names. */
export const ENGLISH = 'en-US'

export interface LaunchOptions {
  /** Folder of the built extension. */
  readonly extension: string
  /** Profile folder; it is used as it is and stays. */
  readonly profile: string
  /** Show windows (needs a display). */
  readonly headed?: boolean
  readonly scheme?: 'light' | 'dark'
  /** Device pixels for one CSS pixel in pictures (Chromium only); 1 when left out. */
  readonly scale?: number
  /** Language of the browser, and so of the interface, e.g. `ar`; English when left out, whatever the machine speaks. */
  readonly language?: string
  /** `:99`, when it is not the one of this process. */
  readonly display?: string
  /** Port on this machine that answers for every https name (Chromium only); certificates are not judged then. */
  readonly namedPort?: number
  /** A name that leads to this machine, so that a page can be plain http and not the machine's own. */
  readonly plainHost?: string
  /** The browser was only closed: the extension is in the profile and is not installed anew (Firefox, where that can be told). */
  readonly installed?: boolean
  /** Folders of further unpacked extensions; in Firefox each needs an id in its manifest. */
  readonly alsoLoad?: readonly string[]
  /** Milliseconds without an event after which Firefox stops the background; 30,000 when left out. */
  readonly backgroundIdle?: number
  /** The browser asks its own question about sites, and `refuseQuestion` answers it. Chromium needs `headed` with a `display`. */
  readonly asks?: boolean
  /** A file (YUV4MPEG2) that Chromium takes for what a camera sees; Firefox shows a picture of its own. The browser asks nobody for leave. */
  readonly camera?: string
  /** Nothing is answered or saved on the person's behalf. */
  readonly forPerson?: boolean
}
