import { expect } from 'vitest'
import { choose, ORDER, type Scene, settle } from './site'

export const SHOP = 'https://shop.example'

/** The shop asks, and its request waits. */
export async function asked(scene: Scene, request: object = ORDER) {
  const page = scene.page(SHOP)
  const id = page.send('request', { request })
  await settle()
  const view = await scene.prompting.view(id)
  if (view) await scene.prompting.shown(id, 'shop.example')
  return { page, id, view }
}

/** The shop asked and was allowed. */
export async function allowed(
  scene: Scene,
  term: object = { kind: 'until', at: scene.now() + 86_400_000 },
  request: object = ORDER,
) {
  const { page, id, view } = await asked(scene, request)
  if (!view) throw new Error('no prompt')
  const { accepted } = await scene.prompting.answer({
    allow: true,
    id,
    hash: view.hash,
    choices: choose(view),
    term,
  } as never)
  expect(accepted).toBe(true)
  return { page, id, answer: await page.granted(id), view }
}
