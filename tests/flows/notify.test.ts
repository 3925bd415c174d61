import { expect, test } from 'vitest'
import { createConnections } from '@/lib/services/connections'
import { choose, createScene, fillVault, ORDER, type Scene, settle } from './site'

const SHOP = 'https://shop.example'

async function shopWithGrant(scene: Scene) {
  await fillVault(scene)
  const page = scene.page(SHOP)
  const id = page.send('request', { request: ORDER })
  await settle()
  const view = await scene.prompting.view(id)
  if (!view) throw new Error('no prompt')
  await scene.prompting.shown(id, 'shop.example')
  const term = { kind: 'until', at: scene.now() + 86_400_000 } as const
  await scene.prompting.answer({ allow: true, id, hash: view.hash, choices: choose(view), term })
  return { page, grant: (await page.granted(id)).grant }
}

test('the person tells a site that a value is new: its open pages hear the claim’s name and nothing else', async () => {
  const scene = await createScene()
  const { page, grant } = await shopWithGrant(scene)
  const stranger = scene.page('https://other.example')
  const notice = scene.sharing.notify(grant, ['shipping street-address', 'cc-number'])
  expect(notice).toEqual({ origin: SHOP, grant, claims: ['shipping street-address'] })
  if (notice) expect(scene.broker.notify(notice)).toBe(1)
  expect(page.events()).toEqual([
    { event: 'change', grant, state: 'granted', claims: ['shipping street-address'] },
  ])
  expect(stranger.answers).toEqual([])
  page.connection.close()
  if (notice) expect(scene.broker.notify(notice)).toBe(0)
})

test('nothing is told by a grant that covers it no more', async () => {
  const scene = await createScene()
  const { grant } = await shopWithGrant(scene)
  expect(scene.sharing.notify('A'.repeat(22), ['name'])).toBeNull()
  expect(scene.sharing.notify(grant, ['cc-number'])).toBeNull()
  await scene.sharing.pause(grant, true)
  expect(scene.sharing.notify(grant, ['name'])).toBeNull()
  await scene.sharing.pause(grant, false)
  await scene.sharing.revoke(grant, 'name')
  expect(scene.sharing.notify(grant, ['name'])).toBeNull()
  expect(scene.sharing.notify(grant, ['name', 'email'])?.claims).toEqual(['email'])
  await scene.sharing.revoke(grant)
  expect(scene.sharing.notify(grant, ['email'])).toBeNull()
})

test('a page of another site, and one that was never told we are here, hear nothing', () => {
  const connections = createConnections()
  const heard: string[] = []
  const open = (origin: string, visible: boolean) => {
    const connection = connections.open({ origin, tab: 1, document: origin }, () => {
      heard.push(origin)
      return true
    })
    connection.visible = visible
  }
  open(SHOP, true)
  open(SHOP, false)
  open('https://other.example', true)
  expect(connections.notify({ origin: SHOP, grant: 'grant', claims: ['email'] })).toBe(1)
  expect(heard).toEqual([SHOP])
})

test('a page that knocked twice before anybody answered is one page', () => {
  const connections = createConnections()
  let heard = 0
  for (const document of ['one', 'one', 'two']) {
    const connection = connections.open({ origin: SHOP, tab: 1, document }, () => {
      heard++
      return true
    })
    connection.visible = true
  }
  expect(connections.notify({ origin: SHOP, grant: 'grant', claims: ['email'] })).toBe(2)
  expect(heard).toBe(3)
})
