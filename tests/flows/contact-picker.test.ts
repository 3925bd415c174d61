import { describe, expect, test } from 'vitest'
import type { Rule } from '@/lib/grants/rule'
import { ruleRecord } from '@/lib/grants/rules'
import type { PromptFacts } from '@/lib/protocol/app'
import { letPick, pickerSites } from '@/lib/services/contact-picker'
import { call, grant, NOTES, OTHER, REFUSED } from './locker-site'
import { createScene, type Scene } from './site'

const FIELDS = ['name', 'email']
const wish = (more: object = {}) => ({ actions: ['read'], fields: FIELDS, required: true, most: 1, ...more })
const ask = (more: object = {}) => ({ request: { collections: { contacts: wish(more) } } })

async function people() {
  const scene = await createScene()
  const add = async (name: string) => {
    const kept = await scene.keeping.add('contacts', '', {
      name,
      email: `${name.toLowerCase()}@mail.example`,
      note: 'private words',
    })
    if (!kept.ok) throw new Error('not kept')
    return kept.value.id
  }
  return { scene, ids: [await add('Ada'), await add('Grace'), await add('Mary')] as const }
}

async function asked(scene: Scene, origin: string, more: object = {}) {
  const page = scene.page(origin)
  const id = page.send('request', ask(more))
  await page.answer(id)
  const view = (await scene.prompting.view(id)) as PromptFacts
  return { page, id, view }
}

const answer = (view: PromptFacts, records: readonly string[], more: object = {}) => ({
  allow: true as const,
  id: view.id,
  hash: view.hash,
  choices: [],
  collections: [
    { collection: 'contacts', actions: ['read' as const], fields: FIELDS, records, newToo: false, ...more },
  ],
  term: { kind: 'once' as const },
})

describe('a pick', () => {
  test('goes over with the answer: the records picked, the fields given, once', async () => {
    const { scene, ids } = await people()
    const { page, id, view } = await asked(scene, NOTES)
    expect(view.purpose.text).toBe('')
    expect(view.collections?.[0]).toMatchObject({ collection: 'contacts', fields: FIELDS, most: 1 })
    await scene.prompting.answer(answer(view, [ids[1]], { fields: ['name'] }))
    const given = await page.granted(id)
    expect(given).toMatchObject({ state: 'expired', data: {}, withheld: [] })
    expect(given.picked?.contacts?.map(({ value }) => value)).toEqual([{ name: 'Grace' }])
    expect(given).not.toHaveProperty('collections')
    expect(JSON.stringify(given)).not.toContain(ids[1])
    expect(
      await call(page, 'list', {
        grant: given.grant,
        collection: 'contacts',
        after: null,
        limit: 9,
        order: 'created',
        reverse: false,
      }),
    ).toMatchObject(REFUSED)
    expect(await call(page, 'count', { grant: given.grant, collection: 'contacts' })).toMatchObject(REFUSED)
  })

  test('is a disclosure in the ledger with each record and version, and has its receipt', async () => {
    const { scene, ids } = await people()
    const { page, id, view } = await asked(scene, NOTES, { most: 1_000 })
    await scene.prompting.answer(answer(view, [ids[0], ids[2]]))
    const given = await page.granted(id)
    expect(given.receipt).toMatchObject({ body: { consent: { mode: 'once' } } })
    const [line] = scene.sharing.ledger({ origin: NOTES })
    expect(line?.entry).toMatchObject({
      kind: 'disclosure',
      way: 'records',
      values: [
        { claim: 'contacts', record: ids[0] },
        { claim: 'contacts', record: ids[2] },
      ],
    })
    expect(scene.sharing.holders('contacts', ids[2]).map(({ origin }) => origin)).toEqual([NOTES])
    expect(scene.sharing.holders('contacts', ids[1])).toEqual([])
    expect(JSON.stringify(scene.vault.all('~ledger'))).not.toContain('Ada')
  })

  test('takes no more than was asked for, nothing that comes later, no lasting term', async () => {
    const { scene, ids } = await people()
    const { view } = await asked(scene, NOTES)
    const good = answer(view, [ids[0]])
    for (const wrong of [
      answer(view, [ids[0], ids[1]]),
      answer(view, [ids[0]], { newToo: true }),
      answer(view, []),
      answer(view, [ids[0]], { fields: ['name', 'tel'] }),
      { ...good, term: { kind: 'session' as const } },
      { ...good, term: { kind: 'revoked' as const } },
    ])
      await expect(scene.prompting.answer(wrong)).rejects.toMatchObject({ code: 'bad-params' })
    expect(await scene.prompting.answer(good)).toEqual({ accepted: true })
  })

  test('is asked about although a grant for the collection stands', async () => {
    const { scene } = await people()
    await grant(scene, NOTES, [{ collection: 'contacts', actions: ['read'], fields: FIELDS, newToo: true }])
    const { view } = await asked(scene, NOTES)
    expect(view.collections).toHaveLength(1)
    expect(scene.opened).toHaveLength(1)
  })

  test('needs a gesture, and a refusal, a rule and a silence keep it back without a question', async () => {
    const { scene } = await people()
    const still = scene.page(NOTES)
    still.send('hello', {})
    expect(await still.answer(still.send('request', ask(), false))).toMatchObject(REFUSED)
    expect(scene.opened).toEqual([])
    const rule: Rule = {
      kind: 'never',
      id: 'rrrrrrrrrrrrrrrrrrrrrA',
      created: scene.now(),
      claim: 'contacts',
    }
    await scene.vault.commit(() => [ruleRecord(rule, scene.vault.stamp())])
    const page = scene.page(OTHER)
    expect(await page.answer(page.send('request', ask()))).toMatchObject(REFUSED)
    expect(scene.opened).toEqual([])
  })

  test('only one is open for a site', async () => {
    const { scene } = await people()
    const { page } = await asked(scene, NOTES)
    expect(await page.answer(page.send('request', ask()))).toMatchObject({
      error: { name: 'InvalidStateError' },
    })
  })
})

describe('where it is on', () => {
  test('nowhere at first, then for single sites or for all; off is off for every one', async () => {
    const { vault } = await createScene()
    expect(pickerSites(vault)).toEqual({ all: false, origins: [] })
    await letPick(vault, OTHER, true)
    await letPick(vault, NOTES, true)
    await letPick(vault, OTHER, false)
    expect(pickerSites(vault)).toEqual({ all: false, origins: [NOTES] })
    await letPick(vault, null, true)
    expect(pickerSites(vault)).toEqual({ all: true, origins: [NOTES] })
    await letPick(vault, null, false)
    expect(pickerSites(vault)).toEqual({ all: false, origins: [] })
  })
})
