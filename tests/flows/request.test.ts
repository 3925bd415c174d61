import { describe, expect, test } from 'vitest'
import { allowed, asked, SHOP } from './shop'
import { choose, createScene, fillVault, ORDER, settle } from './site'

describe('what a site cannot do', () => {
  test('another origin reads, revokes or learns nothing by a grant’s id', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const { answer } = await allowed(scene)
    const thief = scene.page('https://thief.example')
    for (const verb of ['read', 'revoke']) {
      expect(await thief.answer(thief.send(verb, { grant: answer.grant }))).toMatchObject({
        error: { name: 'NotAllowedError' },
      })
    }
    expect(thief.answers.filter((one) => 'ok' in one)).toEqual([])
  })

  test('without a gesture and without a grant no hello is answered, and the bridge hands nothing else on', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const page = scene.page(SHOP)
    for (const members of [{}, { more: 1 }, { request: ORDER }]) page.send('hello', members, false)
    await settle()
    expect(page.answers).toEqual([])
    expect(scene.opened).toEqual([])
  })

  test('one request waits per origin', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const page = scene.page(SHOP)
    page.send('request', { request: ORDER })
    await settle()
    expect(await page.answer(page.send('request', { request: ORDER }))).toMatchObject({
      error: { name: 'InvalidStateError' },
    })
    expect(scene.opened).toHaveLength(1)
  })

  test('an answer counts once, and only with the hash that was shown', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const { page, id, view } = await asked(scene)
    if (!view) throw new Error('no prompt')
    const answer = {
      allow: true,
      id,
      hash: view.hash,
      choices: choose(view),
      term: { kind: 'once' },
    } as const
    expect(await scene.prompting.answer({ ...answer, hash: 'x'.repeat(43) })).toEqual({ accepted: false })
    expect(await scene.prompting.answer(answer)).toEqual({ accepted: true })
    expect(await scene.prompting.answer(answer)).toEqual({ accepted: false })
    await settle()
    expect(page.answers.filter((one) => 'id' in one && one.id === id)).toHaveLength(1)
  })

  test('a choice that was not offered is not granted', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const other = await scene.keeping.add('notes', '', { title: 'Secret', text: 'x' })
    if (!other.ok) throw new Error('no note')
    const { id, view } = await asked(scene)
    if (!view) throw new Error('no prompt')
    const choices = [{ claim: 'name', record: other.value.id, form: 'full' }] as const
    await expect(
      scene.prompting.answer({ allow: true, id, hash: view.hash, choices, term: { kind: 'once' } }),
    ).rejects.toMatchObject({ code: 'bad-params' })
    expect(scene.sharing.ledger()).toEqual([])
  })

  test('every malformed request is a TypeError that says what is wrong', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const page = scene.page(SHOP)
    const bad: unknown[] = [
      null,
      7,
      'x',
      [],
      {},
      { ...ORDER, claims: {} },
      { ...ORDER, claims: { '*': {} } },
      { ...ORDER, claims: { emial: {} } },
      { ...ORDER, purpose: {} },
      { ...ORDER, access: { for: 'P2Y' } },
      { ...ORDER, access: 'for ever' },
      { ...ORDER, origin: SHOP },
      JSON.parse('{"__proto__":{},"purpose":{"text":"x"},"claims":{"name":{}}}'),
    ]
    for (const request of bad) {
      const answer = await page.answer(page.send('request', { request }))
      expect(answer, JSON.stringify(request)).toMatchObject({ error: { name: 'TypeError' } })
      expect(answer?.error?.message.length).toBeGreaterThan(5)
    }
    expect(scene.opened).toEqual([])
  })

  test('a read after another context locked is refused, although nobody said so, and leaves one line at most', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const {
      page,
      answer: { grant },
    } = await allowed(scene)
    expect(await page.granted(page.send('read', { grant, claims: ['name'] }))).toBeTruthy()
    const { generation } = scene.vault.health()
    scene.lockElsewhere()
    const id = page.send('read', { grant, claims: ['name'] })
    expect(await page.answer(id)).toMatchObject({ error: { name: 'NotAllowedError' } })
    expect(JSON.stringify(page.answers.filter((answer) => 'id' in answer && answer.id === id))).not.toContain(
      'Ada',
    )
    expect(scene.vault.health().generation).toBeLessThanOrEqual(generation + 1)
  })

  test('a read goes on by what the session says now', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const {
      page,
      answer: { grant },
    } = await allowed(scene)
    scene.confirmElsewhere()
    const read = await page.granted(page.send('read', { grant, claims: ['name'] }))
    expect(read.data).toEqual({ name: 'Ada Lovelace' })
  })

  test('refused, locked, absent and ruled out look the same', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const answers: unknown[] = []
    const page = scene.page(SHOP)
    page.send('hello')
    answers.push((await page.answer(page.send('read', { grant: 'A'.repeat(22) })))?.error)
    await scene.sharing.refuse(SHOP, null, null)
    answers.push((await page.answer(page.send('request', { request: ORDER })))?.error)
    await scene.session.lock()
    answers.push((await page.answer(page.send('read', { grant: 'A'.repeat(22) })))?.error)
    answers.push((await page.answer(page.send('request', { request: ORDER }, false)))?.error)
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(answers[0]).toMatchObject({ name: 'NotAllowedError' })
  })
})
