import { describe, expect, test } from 'vitest'
import { choose, createPage, createScene, fillVault, ORDER, type Scene, settle } from './site'

const SHOP = 'https://shop.example'

async function asked(scene: Scene, request: object = ORDER) {
  const page = scene.page(SHOP)
  const id = page.send('request', { request })
  await settle()
  const view = await scene.prompting.view(id)
  if (view) await scene.prompting.shown(id, 'shop.example')
  return { page, id, view }
}

async function allowed(
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
