import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/base/ids'
import { HOUR } from '@/lib/base/time'
import type { Rule } from '@/lib/grants/rule'
import { ruleRecord } from '@/lib/grants/rules'
import type { CollectionChoice, PromptAnswer, PromptFacts } from '@/lib/protocol/app'
import type { AnsweredCollection } from '@/lib/protocol/site'
import { pauseIdleGrants } from '@/lib/services/idle-grants'
import { choose, createScene, fillVault, ORDER, type Page, type Scene, settle } from './site'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const SHOP = 'https://shop.example'
const CONTACTS = {
  purpose: { text: 'Send invitations' },
  collections: { contacts: { actions: ['read', 'update'], fields: ['name', 'email'] } },
  access: { for: 'P30D' },
}

async function people(scene: Scene): Promise<readonly string[]> {
  const ids: string[] = []
  for (const name of ['Ada', 'Grace', 'Edith']) {
    const added = await scene.keeping.add('contacts', '', {
      name,
      email: `${name.toLowerCase()}@mail.example`,
    })
    if (added.ok) ids.push(added.value.id)
  }
  return ids
}

async function asked(scene: Scene, request: object, page = scene.page(SHOP)) {
  const id = page.send('request', { request })
  await settle()
  const view = await scene.prompting.view(id)
  return { page, id, view }
}

function must(view: PromptFacts | null): PromptFacts {
  if (!view) throw new Error('no prompt')
  return view
}

function answerTo(view: PromptFacts, more: object): PromptAnswer {
  return {
    allow: true,
    id: view.id,
    hash: view.hash,
    choices: [],
    term: { kind: 'revoked' },
    ...more,
  } as PromptAnswer
}

function picked(records: readonly string[], more: Partial<CollectionChoice> = {}): CollectionChoice {
  return {
    collection: 'contacts',
    actions: ['read', 'update'],
    fields: ['name', 'email'],
    records,
    newToo: false,
    ...more,
  }
}

async function rule(scene: Scene, made: object): Promise<void> {
  const one = { id: newId(random), created: scene.now(), ...made } as Rule
  await scene.vault.commit(() => [ruleRecord(one, scene.vault.stamp())])
}

async function refused(page: Page, id: string): Promise<void> {
  expect(await page.answer(id)).toMatchObject({ error: { name: 'NotAllowedError' } })
}

describe('a request for collections', () => {
  test('shows its records, and the site sees exactly those that were picked', async () => {
    const scene = await createScene()
    const [ada] = await people(scene)
    const { page, id, view } = await asked(scene, CONTACTS)
    expect(view?.collections).toMatchObject([
      { collection: 'contacts', owner: null, records: 3, fresh: null },
    ])
    const rows = await scene.prompting.records(id, 'contacts')
    expect(rows?.map(({ text }) => text)).toEqual([
      'Edith, edith@mail.example',
      'Grace, grace@mail.example',
      'Ada, ada@mail.example',
    ])
    expect(await scene.prompting.records(id, 'notes')).toBeNull()
    expect(
      await scene.prompting.answer(answerTo(must(view), { collections: [picked([ada ?? ''])] })),
    ).toEqual({
      accepted: true,
    })
    const answer = await page.granted(id)
    const wanted: readonly AnsweredCollection[] = [
      { collection: 'contacts', actions: ['read', 'update'], fields: ['name', 'email'] },
    ]
    expect(answer.collections).toEqual(wanted)
    expect(answer.receipt).toMatchObject({ body: { collections: wanted, data: [] } })
    const [standing] = scene.sharing.site(SHOP)?.grants ?? []
    const seen = scene.vault
      .all('contacts')
      .filter((record) => standing?.collections?.[0]?.sees(record.id, scene.now()))
    expect(seen.map((record) => record.id)).toEqual([ada])
    const again = await page.granted(page.send('request', { request: CONTACTS }, false))
    expect(again.collections).toEqual(wanted)
    expect((await page.granted(page.send('read', { grant: answer.grant }))).collections).toEqual(wanted)
  })

  test('takes no answer with what was not offered, and goes on waiting', async () => {
    const scene = await createScene()
    const [ada = ''] = await people(scene)
    const note = await scene.keeping.add('notes', '', { title: 'Diary' })
    const { page, id, view } = await asked(scene, CONTACTS)
    const wrong: readonly (readonly CollectionChoice[])[] = [
      [],
      [picked([])],
      [picked([ada, 'nobody'])],
      [picked([note.ok ? note.value.id : ''])],
      [picked([ada], { fields: ['name', 'note'] })],
      [picked([ada], { fields: null })],
      [picked([ada], { actions: ['read', 'delete'] })],
      [picked([ada], { collection: 'notes' })],
      [picked([ada]), picked([ada])],
    ]
    for (const collections of wrong)
      await expect(
        scene.prompting.answer(answerTo(must(view), { collections })),
        JSON.stringify(collections),
      ).rejects.toMatchObject({ code: 'bad-params' })
    await expect(
      scene.prompting.answer(answerTo(must(view), { collections: [picked([ada])], term: { kind: 'once' } })),
    ).rejects.toMatchObject({ code: 'bad-params' })
    expect(await page.answer(id)).toBeUndefined()
    const right = answerTo(must(view), { collections: [picked([ada])] })
    expect(await scene.prompting.answer({ ...right, hash: 'x'.repeat(43) })).toEqual({ accepted: false })
    expect(await scene.prompting.answer(right)).toEqual({ accepted: true })
    expect(await scene.prompting.answer(right)).toEqual({ accepted: false })
    const { grant } = await page.granted(id)
    await scene.sharing.revoke(grant)
    expect(await scene.prompting.answer(right)).toEqual({ accepted: false })
    await refused(page, page.send('read', { grant }))
  })

  test('picks a passport only with the passphrase given just now', async () => {
    const scene = await createScene()
    const passport = await scene.keeping.add('documents', '', { kind: 'passport', title: 'Passport' })
    const record = passport.ok ? passport.value.id : ''
    scene.pass(3 * 60_000)
    const { id, view } = await asked(scene, {
      ...CONTACTS,
      collections: { documents: { actions: ['read'], fields: ['title'] } },
    })
    expect(await scene.prompting.records(id, 'documents')).toMatchObject([{ id: record, sensitive: true }])
    const choice = picked([record], { collection: 'documents', actions: ['read'], fields: ['title'] })
    const answer = answerTo(must(view), { collections: [choice] })
    await expect(scene.prompting.answer(answer)).rejects.toMatchObject({ code: 'needs-passphrase' })
    scene.confirmElsewhere()
    expect(await scene.prompting.answer(answer)).toEqual({ accepted: true })
  })
})

describe('an offer', () => {
  const OFFER = {
    purpose: { text: 'Your new number' },
    collection: 'contacts',
    fields: { name: 'Ada', email: 'ada@mail.example', organization: 'Engines' },
  }

  test('is shown beside what is there, kept as it was left, and told of in the ledger', async () => {
    const scene = await createScene()
    const [ada = ''] = await people(scene)
    const page = scene.page(SHOP)
    const id = page.send('offer', { offer: OFFER })
    await settle()
    const view = must(await scene.prompting.view(id))
    expect(view.offer).toMatchObject({ outcome: 'changed', beside: { record: ada } })
    const kept = {
      id,
      hash: view.hash,
      record: ada,
      label: '',
      fields: { name: 'Ada', organization: 'Mine' },
    }
    await expect(scene.prompting.keep({ ...kept, fields: { 'file/0': 'x' } })).rejects.toMatchObject({
      code: 'bad-params',
    })
    await expect(scene.prompting.keep({ ...kept, record: 'nobody' })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(await scene.prompting.keep({ ...kept, hash: 'x'.repeat(43) })).toEqual({ accepted: false })
    expect(await scene.prompting.answer(answerTo(view, {}))).toEqual({ accepted: false })
    expect(await scene.prompting.keep(kept)).toEqual({ accepted: true })
    expect(await scene.prompting.keep(kept)).toEqual({ accepted: false })
    expect(await page.answer(id)).toMatchObject({ ok: null })
    const record = scene.keeping.get('contacts', ada)
    expect(record?.fields).toMatchObject({ name: 'Ada', organization: 'Mine', email: 'ada@mail.example' })
    expect(record?.sources.organization).toMatchObject({ by: 'person' })
    expect(scene.sharing.ledger()[0]?.entry).toMatchObject({ kind: 'written', grant: null, records: [ada] })
  })

  test('of something new comes from the site, and a no is like every other', async () => {
    const scene = await createScene()
    const page = scene.page(SHOP)
    const id = page.send('offer', { offer: OFFER })
    await settle()
    const { hash, offer } = must(await scene.prompting.view(id))
    expect(offer).toMatchObject({ outcome: 'new', beside: null })
    await scene.prompting.keep({ id, hash, record: null, label: 'Ada', fields: OFFER.fields })
    const [record] = scene.keeping.list('contacts')
    expect(record?.sources.name).toMatchObject({ by: 'site', origin: SHOP })
    const second = page.send('offer', { offer: OFFER })
    await settle()
    const view = must(await scene.prompting.view(second))
    expect(view.offer?.outcome).toBe('same')
    await scene.prompting.answer({ allow: false, id: second, hash: view.hash, until: 'once', claims: null })
    await refused(page, second)
    await refused(page, page.send('offer', { offer: OFFER }, false))
    const wrong = page.send('offer', { offer: { ...OFFER, collection: 'cards' } })
    expect(await page.answer(wrong)).toMatchObject({ error: { name: 'TypeError' } })
  })

  test('that no form would keep, or of a site that is refused, is refused without being shown', async () => {
    const scene = await createScene()
    const page = scene.page(SHOP)
    const id = page.send('offer', { offer: { ...OFFER, fields: { email: 'nobody' } } })
    await settle()
    expect(await scene.prompting.view(id)).toBeNull()
    await refused(page, id)
    await rule(scene, { kind: 'refuse-always', origin: SHOP })
    const before = scene.opened.length
    await refused(page, page.send('offer', { offer: OFFER }))
    expect(scene.opened).toHaveLength(before)
  })
})

describe('the person’s rules', () => {
  test('never and only shape what is shown and what is taken; longest ends it', async () => {
    const scene = await createScene()
    await fillVault(scene)
    await rule(scene, { kind: 'only', claim: 'bday', forms: ['over:18'] })
    await scene.vault.commit(() => [
      ruleRecord({ id: newId(random), created: scene.now(), kind: 'longest', days: 7 }, scene.vault.stamp()),
      ruleRecord(
        { id: newId(random), created: scene.now(), kind: 'never', claim: 'tel' },
        scene.vault.stamp(),
      ),
    ])
    const { page, id, view } = await asked(scene, ORDER)
    expect(view?.rules?.map(({ kind }) => kind).sort()).toEqual(['longest', 'never', 'only'])
    expect(view?.lines.flatMap(({ claims }) => claims.map(({ claim }) => claim))).not.toContain('tel')
    const choices = choose(must(view))
    const full = choices.map((one) => (one.claim === 'bday' ? { ...one, form: 'full' as const } : one))
    await expect(scene.prompting.answer(answerTo(must(view), { choices: full }))).rejects.toMatchObject({
      code: 'bad-params',
    })
    await scene.prompting.answer(answerTo(must(view), { choices }))
    const answer = await page.granted(id)
    expect(answer.data.bday).toEqual({ form: 'over:18', value: true })
    expect(Date.parse(answer.expires ?? '') - scene.now()).toBeLessThan(7 * 24 * HOUR)
    expect(answer.withheld).toEqual(['tel'])
  })

  test('ask-always asks again although it stands; optional-only opens no window', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const { page, view } = await asked(scene, ORDER)
    await scene.prompting.answer(answerTo(must(view), { choices: choose(must(view)) }))
    await rule(scene, { kind: 'ask-always', origin: SHOP })
    const again = await asked(scene, ORDER, page)
    expect(again.view?.lines.length).toBe(view?.lines.length)
    await rule(scene, { kind: 'optional-only' })
    const other = scene.page('https://other.example')
    const opened = scene.opened.length
    await refused(other, other.send('request', { request: { ...ORDER, claims: { email: {} } } }))
    expect(scene.opened).toHaveLength(opened)
  })

  test('a budget pauses the grant at the read that is too much, with its line in the ledger', async () => {
    const scene = await createScene()
    await fillVault(scene)
    const { page, id, view } = await asked(scene, ORDER)
    await scene.prompting.answer(answerTo(must(view), { choices: choose(must(view)) }))
    const { grant } = await page.granted(id)
    await rule(scene, { kind: 'budget', origin: null, reads: 3 })
    await page.granted(page.send('read', { grant }))
    await page.granted(page.send('read', { grant }))
    await refused(page, page.send('read', { grant }))
    const standing = scene.sharing.site(SHOP)?.grants[0]
    expect(standing).toMatchObject({ state: 'paused', pausedBy: 'budget' })
    expect(scene.sharing.ledger()[0]?.entry).toMatchObject({ kind: 'paused', grant })
    await scene.sharing.pause(grant, false)
    for (let minutes = 0; minutes < 61; minutes += 10) {
      scene.pass(10 * 60_000)
      await scene.session.touch()
    }
    await page.granted(page.send('read', { grant }))
  })
})

test('what nobody used for 60 days is paused once, and resuming counts as use', async () => {
  const scene = await createScene()
  await fillVault(scene)
  const { page, id, view } = await asked(scene, ORDER)
  await scene.prompting.answer(answerTo(must(view), { choices: choose(must(view)) }))
  const { grant } = await page.granted(id)
  const idle = () =>
    pauseIdleGrants(scene.vault, { now: scene.now, random, browserSession: 'browser-session-1' })
  scene.pass(59 * 24 * HOUR)
  expect(await idle()).toEqual([])
  scene.pass(2 * 24 * HOUR)
  expect(await idle()).toEqual([grant])
  expect(await idle()).toEqual([])
  expect(scene.sharing.site(SHOP)?.grants[0]).toMatchObject({ state: 'paused', pausedBy: 'unused' })
  await scene.sharing.pause(grant, false)
  expect(await idle()).toEqual([])
})
