import { describe, expect, test } from 'vitest'
import { allowed, asked, SHOP } from './shop'
import { choose, createPage, createScene, fillVault, ORDER, settle } from './site'

describe('the main job', () => {
  test('a request is shown, allowed, answered with exactly what was chosen, and entered in the ledger', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const { page, id, view } = await asked(scene)
    expect(scene.opened).toEqual([id])
    expect(await page.answer(id)).toBeUndefined()
    if (!view) throw new Error('no prompt')
    expect(view.origin).toBe(SHOP)
    expect(view.lines.map(({ collection }) => collection)).toEqual([
      'names',
      'addresses',
      'emails',
      'phones',
      'dates',
    ])

    const choices = choose(view, ['name', 'shipping street-address', 'email', 'bday'])
    await scene.prompting.answer({
      allow: true,
      id,
      hash: view.hash,
      choices,
      term: { kind: 'until', at: scene.now() + 1e9 },
    })
    const answer = await page.granted(id)
    expect(Object.keys(answer.data).sort()).toEqual(['bday', 'email', 'name', 'shipping street-address'])
    expect(answer.data.name).toBe('Ada Lovelace')
    expect(answer.data.bday).toEqual({ form: 'over:18', value: true })
    expect(answer.data.email).toMatchObject({ form: 'alias' })
    expect(answer.withheld).toEqual(['tel'])
    const [disclosure] = scene.sharing.ledger().filter(({ entry }) => entry.kind === 'disclosure')
    expect(disclosure?.entry).toMatchObject({ origin: SHOP, way: 'request' })
    expect(JSON.stringify(scene.sharing.ledger())).not.toContain('Lovelace')
  })

  test('revoking ends reading at once, and the page hears of it', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const { page, answer } = await allowed(scene)
    const read = await page.granted(page.send('read', { grant: answer.grant }))
    expect(read.data.name).toBe('Ada Lovelace')
    // The receipt came with the grant, and is the same for as long as it stands.
    expect([answer, read].map((one) => 'receipt' in one)).toEqual([true, false])
    await scene.sharing.revoke(answer.grant)
    expect(await page.answer(page.send('read', { grant: answer.grant }))).toMatchObject({
      error: { name: 'NotAllowedError' },
    })
    expect(page.events()).toEqual([{ event: 'change', grant: answer.grant, state: 'revoked' }])
  })

  test('what was allowed for this session ends with the browser, also while the clock stands still', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const { page, answer } = await allowed(scene, { kind: 'session' })
    expect(answer).toMatchObject({ state: 'granted', expires: null })
    scene.lockElsewhere()
    await scene.unlock()
    const read = () => page.answer(page.send('read', { grant: answer.grant }))
    expect(await read()).toMatchObject({ ok: { data: { name: 'Ada Lovelace' } } })
    scene.restartBrowser()
    await scene.unlock()
    expect(await read()).toMatchObject({ error: { name: 'NotAllowedError' } })
  })

  test('a year is over after a year, and not a day before', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const year = 365 * 86_400_000
    const { page, answer } = await allowed(scene, { kind: 'until', at: scene.now() + year })
    const read = () => page.answer(page.send('read', { grant: answer.grant }))
    scene.pass(50 * 86_400_000)
    for (let days = 50; days < 350; days += 50) {
      await scene.unlock()
      expect(await read()).toMatchObject({ ok: { data: { name: 'Ada Lovelace' } } })
      scene.pass(50 * 86_400_000)
    }
    scene.pass(14 * 86_400_000)
    await scene.unlock()
    expect(await read()).toMatchObject({ ok: {} })
    scene.pass(2 * 86_400_000)
    await scene.unlock()
    expect(await read()).toMatchObject({ error: { name: 'NotAllowedError' } })
  })

  test('a revocation that comes while a read is under way wins', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const { page, answer } = await allowed(scene)
    for (let i = 0; i < 50; i++) page.send('read', { grant: answer.grant })
    const revoked = scene.sharing.revoke(answer.grant)
    const before = new Set(page.answers)
    await revoked
    const atAcknowledgement = page.answers.length
    for (let i = 0; i < 50; i++) page.send('read', { grant: answer.grant })
    await settle()
    const after = page.answers.slice(atAcknowledgement).filter((one) => !before.has(one))
    expect(after.filter((one) => 'ok' in one)).toEqual([])
    expect(after.length).toBeGreaterThan(0)
  })

  test('a repeated request inside a live grant is answered without a prompt and entered', async () => {
    const scene = await createScene()
    await fillVault(scene)
    await allowed(scene)
    const before = scene.sharing.ledger().length
    const page = scene.page(SHOP)
    const narrower = { ...ORDER, claims: { name: { required: true } } }
    const again = await page.granted(page.send('request', { request: narrower }, false))
    expect(again.data).toEqual({ name: 'Ada Lovelace' })
    expect(scene.opened).toHaveLength(1)
    expect(scene.sharing.ledger().length).toBe(before + 1)
  })

  test('a wider repeat asks for the difference only, and what stands is read by the new grant too', async () => {
    const scene = await createScene()
    await fillVault(scene)
    await allowed(scene, undefined, { ...ORDER, claims: { name: { required: true } } })
    const { page, id, view } = await asked(scene, {
      ...ORDER,
      claims: { name: { required: true }, email: { required: true } },
    })
    expect(view?.lines.flatMap(({ claims }) => claims.map(({ claim }) => claim))).toEqual(['email'])
    expect(view?.standing).toEqual([{ claim: 'name', form: 'full', text: 'Ada Lovelace' }])
    if (!view) throw new Error('no prompt')
    await scene.prompting.answer({
      allow: true,
      id,
      hash: view.hash,
      choices: choose(view),
      term: { kind: 'revoked' },
    })
    const answer = await page.granted(id)
    expect(answer.data).toEqual({ name: 'Ada Lovelace', email: 'ada@lovelace.example' })
    const read = await page.granted(page.send('read', { grant: answer.grant, claims: ['name'] }))
    expect(read.data).toEqual({ name: 'Ada Lovelace' })
  })

  test('once is for the one answer', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const { page, answer } = await allowed(scene, { kind: 'once' })
    expect(answer.data.name).toBe('Ada Lovelace')
    expect(answer.state).toBe('expired')
    expect(await page.answer(page.send('read', { grant: answer.grant }))).toMatchObject({
      error: { name: 'NotAllowedError' },
    })
  })

  test('a grant ends by time, and a clock set back does not bring it back', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const { page, answer } = await allowed(scene, { kind: 'until', at: scene.now() + 600_000 })
    scene.pass(600_001)
    expect(await page.answer(page.send('read', { grant: answer.grant }))).toMatchObject({
      error: { name: 'NotAllowedError' },
    })
    // Something is written at the later time, so the log knows it.
    await scene.sharing.refuse('https://other.example', null, null)
    scene.pass(-599_000)
    await scene.unlock()
    expect(await page.answer(page.send('read', { grant: answer.grant }))).toMatchObject({
      error: { name: 'NotAllowedError' },
    })
  })

  test('the page gives a grant back', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const { page, answer } = await allowed(scene)
    expect(await page.answer(page.send('revoke', { grant: answer.grant }))).toMatchObject({ ok: null })
    expect(scene.sharing.ledger()[0]?.entry).toMatchObject({ kind: 'revoked', by: 'site' })
  })
})

test('identifiers are pairwise: two origins share nothing but the released values', async () => {
  const scene = await createScene()
  await fillVault(scene)
  const request = {
    purpose: { text: 'x' },
    claims: { email: { required: true, accepts: ['alias'] } },
    access: { for: 'P1D' },
  }
  const texts: string[] = []
  for (const origin of ['https://one.example', 'https://two.example']) {
    const page = createPage(scene.broker, origin)
    const id = page.send('request', { request })
    await settle()
    const view = await scene.prompting.view(id)
    if (!view) throw new Error('no prompt')
    await scene.prompting.answer({
      allow: true,
      id,
      hash: view.hash,
      choices: choose(view),
      term: { kind: 'once' },
    })
    texts.push(JSON.stringify(await page.granted(id)))
  }
  const tokens = texts.map((text) => new Set(text.match(/[A-Za-z0-9_-]{12,}/g)))
  const shared = [...(tokens[0] ?? [])].filter((token) => tokens[1]?.has(token))
  expect(
    shared.filter((token) => !/^(selfstead-receipt|in-extension|\d{4}-\d\d-\d\dT\d\d)$/.test(token)),
  ).toEqual([])
})
