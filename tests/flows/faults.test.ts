import { describe, expect, test } from 'vitest'
import { createPage, createScene, fillVault, ORDER, settle } from './site'

const SHOP = 'https://shop.example'

describe('a background that was stopped and remembers no page', () => {
  test('answers every call but a hello of a page that was greeted before, with or without a gesture', async () => {
    const scene = await createScene()
    await fillVault(scene)
    // A new line stands for the reconnection of a bridge whose page was greeted by the background before this one.
    const page = createPage(scene.broker, SHOP)
    const request = page.send('request', { request: ORDER }, false)
    const query = page.send('query', { claims: ['email'] }, false)
    const read = page.send('read', { grant: 'A'.repeat(22) }, false)
    const malformed = page.send('read', {}, false)
    expect(await page.answer(request)).toMatchObject({ error: { name: 'NotAllowedError' } })
    expect(await page.answer(query)).toMatchObject({ ok: 'prompt' })
    expect(await page.answer(read)).toMatchObject({ error: { name: 'NotAllowedError' } })
    expect(await page.answer(malformed)).toMatchObject({ error: { name: 'TypeError' } })
    expect(scene.opened).toEqual([])
  })

  test('says nothing to a hello without a gesture, whole or malformed', async () => {
    const scene = await createScene()
    const page = scene.page(SHOP)
    page.send('hello', {}, false)
    page.send('hello', { more: 1 }, false)
    await settle()
    expect(page.answers).toEqual([])
  })
})
