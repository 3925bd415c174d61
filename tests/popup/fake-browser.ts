export const TAB = 7

/** The browser as far as the popup and what it calls need it: who may ask, which scripts are registered, which windows opened. */
export function createFakeBrowser() {
  const origins = new Set<string>()
  const scripts = new Map<string, readonly string[]>()
  const windows: string[] = []
  const injected: number[] = []
  let answer = true
  const browser = {
    permissions: {
      getAll: async () => ({ origins: [...origins] }),
      contains: async (asked: { readonly origins: readonly string[] }) =>
        asked.origins.every((one) => origins.has(one) || (origins.has('https://*/*') && /^https:/.test(one))),
      request: async (asked: { readonly origins: readonly string[] }) => {
        if (answer) for (const one of asked.origins) origins.add(one)
        return answer
      },
      remove: async (asked: { readonly origins: readonly string[] }) => {
        if (answer) for (const one of asked.origins) origins.delete(one)
        return answer
      },
    },
    scripting: {
      getRegisteredContentScripts: async ({ ids }: { readonly ids: readonly string[] }) =>
        [...scripts].filter(([id]) => ids.includes(id)).map(([id, matches]) => ({ id, matches })),
      unregisterContentScripts: async ({ ids }: { readonly ids: readonly string[] }) => {
        for (const id of ids) scripts.delete(id)
      },
      registerContentScripts: async (all: readonly { readonly id: string; readonly matches: string[] }[]) => {
        for (const { id, matches } of all) scripts.set(id, matches)
      },
      executeScript: async ({ target }: { readonly target: { readonly tabId: number } }) => {
        injected.push(target.tabId)
      },
    },
    tabs: {
      /** One tab is open: the one that the popup lies over. */
      query: async ({ url }: { readonly url: readonly string[] }) =>
        url.some((pattern) => /^https:/.test(pattern)) ? [{ id: TAB }] : [],
    },
    windows: {
      create: async ({ url }: { readonly url: string }) => {
        windows.push(url)
        return { id: windows.length }
      },
    },
    runtime: {
      getURL: (path: string) => `chrome-extension://own${path}`,
      getContexts: async () => [],
    },
    storage: {
      session: { get: async () => ({}), set: async () => undefined },
      onChanged: { addListener: () => undefined },
    },
  }
  return {
    browser,
    /** Match patterns that the person gave. */
    origins,
    /** What the bridge is registered for. */
    registered: (): readonly string[] => scripts.get('bridge') ?? [],
    windows,
    injected,
    /** What the browser says when it is asked for sites, or to take them back. */
    says: (next: boolean) => {
      answer = next
    },
    reset() {
      origins.clear()
      scripts.clear()
      windows.length = 0
      injected.length = 0
      answer = true
    },
  }
}
