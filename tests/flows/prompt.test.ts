import { describe, expect, test } from 'vitest'
import { asked, SHOP } from './shop'
import { choose, createScene, fillVault, ORDER, settle } from './site'

describe('the prompt', () => {
  test('a locked vault is asked about after unlocking in the same window', async () => {
    const scene = await createScene()
    await fillVault(scene)
    await scene.session.lock()
    const { page, id, view } = await asked(scene)
    expect(view).toMatchObject({ locked: true, lines: [], standing: [] })
    await expect(
      scene.prompting.answer({
        allow: true,
        id,
        hash: view?.hash ?? '',
        choices: [{ claim: 'name', record: 'x', form: 'full' }],
        term: { kind: 'once' },
      }),
    ).rejects.toMatchObject({ code: 'locked' })
    await scene.unlock()
    const open = await scene.prompting.view(id)
    expect(open?.locked).toBe(false)
    if (!open) throw new Error('no prompt')
    await scene.prompting.answer({
      allow: true,
      id,
      hash: open.hash,
      choices: choose(open),
      term: { kind: 'once' },
    })
    expect((await page.granted(id)).data.name).toBe('Ada Lovelace')
  })

  test('closing the window refuses, and three dismissals silence the origin', async () => {
    const scene = await createScene()
    await fillVault(scene)
    for (let i = 0; i < 3; i++) {
      const { page, id } = await asked(scene)
      await scene.prompting.closed()
      expect(await page.answer(id)).toMatchObject({ error: { name: 'NotAllowedError' } })
    }
    const page = scene.page(SHOP)
    expect(await page.answer(page.send('request', { request: ORDER }))).toMatchObject({
      error: { name: 'NotAllowedError' },
    })
    expect(scene.opened).toHaveLength(3)
    expect(scene.sharing.refusals()).toMatchObject([{ origin: SHOP, cause: 'silence' }])
    scene.pass(60_001)
    page.send('request', { request: ORDER })
    await settle()
    expect(scene.opened).toHaveLength(4)
  })

  test('a no can last: for this claim, for this site', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const first = await asked(scene)
    await scene.prompting.answer({
      allow: false,
      id: first.id,
      hash: first.view?.hash ?? '',
      until: 'always',
      claims: ['tel'],
    })
    const second = await asked(scene)
    expect(second.view?.lines.some(({ collection }) => collection === 'phones')).toBe(false)
    await scene.prompting.answer({
      allow: false,
      id: second.id,
      hash: second.view?.hash ?? '',
      until: 'always',
      claims: null,
    })
    const third = await asked(scene)
    expect(third.view).toBeNull()
    expect(await third.page.answer(third.id)).toMatchObject({ error: { name: 'NotAllowedError' } })
  })

  test('the request dies with its document', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const { page, id } = await asked(scene)
    page.connection.close()
    await settle()
    expect(await scene.prompting.view(id)).toBeNull()
  })

  test('after the background was stopped the same document gets its answer', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const { id, view } = await asked(scene)
    if (!view) throw new Error('no prompt')
    const known = await scene.waiting.find(id)
    // A fresh line from the same document, as the bridge makes it when the background starts again.
    const again: unknown[] = []
    const connection = scene.broker.connect(
      { origin: SHOP, tab: 1, document: known?.document ?? '' },
      (answer) => {
        again.push(answer)
        return true
      },
    )
    connection.hear({ call: { id, verb: 'request', request: ORDER }, active: false })
    await settle()
    await scene.prompting.answer({
      allow: true,
      id,
      hash: view.hash,
      choices: choose(view),
      term: { kind: 'once' },
    })
    await settle()
    expect(again).toMatchObject([{ id, ok: { data: { name: 'Ada Lovelace' } } }])
    expect(scene.opened).toHaveLength(1)
  })

  test('a card needs the passphrase within two minutes, for every release', async () => {
    const scene = await createScene()
    await scene.keeping.add('cards', 'Visa', {
      'cc-name': 'A Lovelace',
      'cc-number': '4111111111111111',
      'cc-exp': '2030-01',
    })
    const PAY = {
      purpose: { text: 'Pay' },
      claims: { 'cc-number': { required: true } },
      access: { for: 'P1D' },
    }
    scene.pass(180_000)
    const { page, id, view } = await asked(scene, PAY)
    if (!view) throw new Error('no prompt')
    expect(view.reauthenticated).toBe(false)
    const answer = {
      allow: true,
      id,
      hash: view.hash,
      choices: choose(view),
      term: { kind: 'until', at: scene.now() + 1e7 },
    } as const
    await expect(scene.prompting.answer(answer)).rejects.toMatchObject({ code: 'needs-passphrase' })
    await scene.session.refresh()
    expect(await scene.prompting.answer(answer)).toEqual({ accepted: true })
    const granted = await page.granted(id)
    expect(granted.data['cc-number']).toBe('4111111111111111')
    scene.pass(180_000)
    expect(await page.answer(page.send('read', { grant: granted.grant }))).toMatchObject({
      error: { name: 'NotAllowedError' },
    })
  })
})
