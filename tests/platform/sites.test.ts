import { beforeEach, describe, expect, test, vi } from 'vitest'

const calls = vi.hoisted(() => ({
  origins: [] as string[],
  tabs: [] as { readonly id: number }[],
  asked: [] as unknown[],
  registered: [] as { readonly matches: readonly string[] }[],
  injected: [] as { readonly target: { readonly tabId: number } }[],
  unreachable: new Set<number>(),
}))

vi.mock('@/lib/platform/browser', () => ({
  browser: {
    permissions: { getAll: async () => ({ origins: calls.origins }) },
    tabs: {
      query: async (asked: unknown) => {
        calls.asked.push(asked)
        return calls.tabs
      },
    },
    scripting: {
      getRegisteredContentScripts: async () => [],
      registerContentScripts: async (scripts: typeof calls.registered) => {
        calls.registered.push(...scripts)
      },
      executeScript: async (injection: (typeof calls.injected)[number]) => {
        if (calls.unreachable.has(injection.target.tabId))
          throw new Error('Cannot access contents of the page')
        calls.injected.push(injection)
      },
    },
  },
}))

import { reachPages } from '@/lib/platform/sites'

beforeEach(() => {
  for (const list of [calls.origins, calls.tabs, calls.asked, calls.registered, calls.injected])
    list.length = 0
  calls.unreachable.clear()
})

describe('pages that are open', () => {
  test('of exactly the sites that may ask get the bridge, in their top frame, as they would when loaded', async () => {
    calls.origins.push('https://shop.example/*', 'http://localhost/*', 'http://nas.example/*', 'file:///*')
    calls.tabs.push({ id: 3 }, { id: 7 })
    await reachPages()
    const patterns = ['https://shop.example/*', 'http://localhost/*']
    expect(calls.registered).toMatchObject([{ matches: patterns, js: ['bridge.js'], allFrames: false }])
    expect(calls.asked).toEqual([{ url: patterns, discarded: false }])
    expect(calls.injected).toEqual(
      [3, 7].map((tabId) => ({ target: { tabId }, files: ['bridge.js'], injectImmediately: true })),
    )
  })

  test('are not looked for where no site may ask: a query without patterns is one for every tab', async () => {
    calls.origins.push('http://nas.example/*')
    calls.tabs.push({ id: 3 })
    await reachPages()
    expect(calls.asked).toEqual([])
    expect(calls.injected).toEqual([])
  })

  test('get it also when one of them shows an error or has just gone', async () => {
    calls.origins.push('https://*/*')
    calls.tabs.push({ id: 3 }, { id: 4 }, { id: 5 })
    calls.unreachable.add(3).add(4)
    await reachPages()
    expect(calls.injected.map(({ target }) => target.tabId)).toEqual([5])
  })
})
