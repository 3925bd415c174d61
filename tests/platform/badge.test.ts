import { beforeEach, describe, expect, test, vi } from 'vitest'

const shown = vi.hoisted(() => ({ text: '', title: '' }))
// The polyfill refuses to load outside an extension. Texts are given by their own key.
vi.mock('@/lib/platform/browser', () => ({
  browser: {
    action: {
      setBadgeText: async ({ text }: { text: string }) => {
        shown.text = text
      },
      setTitle: async ({ title }: { title: string }) => {
        shown.title = title
      },
    },
    i18n: { getMessage: (key: string) => key },
  },
}))

import { createBadge } from '@/entrypoints/background/badge'
import { newId } from '@/lib/base/ids'
import { ruleRecord } from '@/lib/grants/rules'
import { list, NOTES, own, write } from '../flows/locker-site'
import { settle } from '../flows/site'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** A locker with two records, of which a site may read one an hour. */
async function scarce() {
  const { scene, page, id } = await own()
  await write(page, id, [
    { op: 'create', id: 'a', value: {} },
    { op: 'create', id: 'b', value: {} },
  ])
  await scene.vault.commit(() => [
    ruleRecord(
      { id: newId(random), created: scene.now(), kind: 'budget', origin: NOTES, reads: 1 },
      scene.vault.stamp(),
    ),
  ])
  return { scene, page, id, badge: createBadge(scene.session, scene.waiting) }
}

const ASK = {
  purpose: { text: 'Send a letter' },
  claims: { email: { required: true } },
  access: 'once',
}

describe('beside the toolbar button stands', () => {
  beforeEach(() => Object.assign(shown, { text: 'before', title: 'before' }))

  test('nothing while nothing waits and nothing was paused', async () => {
    const { badge } = await scarce()
    await badge.show()
    expect(shown).toEqual({ text: '', title: '' })
  })

  test('how many requests wait', async () => {
    const { scene, badge } = await scarce()
    for (const origin of ['https://shop.example', 'https://post.example'])
      scene.page(origin).send('request', { request: ASK })
    await settle()
    await badge.show()
    expect(shown).toEqual({ text: '2', title: '' })
  })

  test('a mark that says why where a grant was paused for reading too often, until it goes on', async () => {
    const { scene, page, id, badge } = await scarce()
    await expect(list(page, id)).resolves.toHaveProperty('records')
    await expect(list(page, id)).rejects.toThrow('NotAllowedError')
    await badge.show()
    expect(shown).toEqual({ text: '!', title: 'asking_paused_title' })
    // What waits is the person's to answer first; the mark stays in the title.
    scene.page('https://shop.example').send('request', { request: ASK })
    await settle()
    await badge.show()
    expect(shown).toEqual({ text: '1', title: 'asking_paused_title' })
    await scene.sharing.pause(id, false)
    await badge.show()
    expect(shown).toEqual({ text: '1', title: '' })
  })

  test('no mark for what the person paused, nor while the vault is locked', async () => {
    const { scene, page, id, badge } = await scarce()
    await scene.sharing.pause(id, true)
    await badge.show()
    expect(shown.text).toBe('')
    await scene.sharing.pause(id, false)
    await list(page, id)
    await expect(list(page, id)).rejects.toThrow()
    await scene.session.lock()
    await badge.show()
    expect(shown).toEqual({ text: '', title: '' })
  })
})
