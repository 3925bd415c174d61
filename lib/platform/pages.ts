import { browser } from '@/lib/platform/browser'

/** Opens a page of ours in a tab, or brings the tab that shows it to the front. `hash` is a route with ids only. */
export async function openPage(page: 'dashboard' | 'welcome', hash = ''): Promise<void> {
  const url = browser.runtime.getURL(`/${page}.html`)
  const [open] = await browser.tabs.query({ url: `${url}*` }).catch(() => [])
  if (open?.id !== undefined) {
    await browser.tabs.update(open.id, { active: true, ...(hash && { url: url + hash }) })
    if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true })
    return
  }
  await browser.tabs.create({ url: url + hash })
}

/** Brings the window of the page that calls this to the front. */
export async function comeToFront(): Promise<void> {
  const { id } = await browser.windows.getCurrent()
  if (id !== undefined) await browser.windows.update(id, { focused: true })
}

/** Opens an address outside in a new tab. Only on the person's click. */
export async function openUrl(url: string): Promise<void> {
  await browser.tabs.create({ url })
}

/** Hands bytes, or a file, to the browser's own download, under `name`. `type` is of bytes. */
export function download(name: string, content: Uint8Array | Blob, type = 'application/octet-stream'): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(
    content instanceof Blob ? content : new Blob([content as Uint8Array<ArrayBuffer>], { type }),
  )
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/**
 * The number beside the toolbar button: requests waiting for the person; while none waits, a mark where there is something
 * else to look at, which `mark` says when the pointer rests on the button.
 */
export async function showWaiting(count: number, mark: string | null = null): Promise<void> {
  await browser.action.setBadgeText({ text: count > 0 ? String(count) : mark === null ? '' : '!' })
  // An empty title is the name the manifest gives.
  await browser.action.setTitle({ title: mark ?? '' })
}

/** Calls `listener` when the computer's screen locks, where the browser tells: Firefox only ever says `idle` and `active`. */
export function onScreenLocked(listener: () => void): void {
  browser.idle.onStateChanged.addListener((state) => {
    if (state === 'locked') listener()
  })
}

/** Wakes the background at `when`, also after it was stopped. */
export function wakeAt(name: string, when: number): void {
  browser.alarms.create(name, { when })
}

export function onWake(listener: (name: string) => void): void {
  browser.alarms.onAlarm.addListener((alarm) => listener(alarm.name))
}

export function onInstalled(listener: (reason: string) => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => listener(reason))
}

export function onStarted(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener)
}

/** Chromium lets us close `storage.local` to content scripts; Firefox has no such call, so nothing unsealed is in it. */
export async function closeStorageToPages(): Promise<void> {
  const area = browser.storage.local as { setAccessLevel?: (level: { accessLevel: string }) => Promise<void> }
  await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })
}
