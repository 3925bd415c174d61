import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '@/lib/base/time'
import { LEDGER } from '@/lib/ledger/record'
import { createLooking } from '@/lib/services/looking'
import { call, grant, LOCKER, list, locker, NOTES, REFUSED, write } from './locker-site'
import { allowed, SHOP } from './shop'
import { fillVault, ORDER, type Page, settle } from './site'
import { type SceneDevice, twoDevices } from './two-devices'

let desk: SceneDevice
let lap: SceneDevice

beforeEach(async () => {
  ;({ desk, lap } = await twoDevices())
})

/** What was done on the one arrives: nothing is known before the other has looked, and all of it once it has. */
async function arrives(from: SceneDevice, to: SceneDevice, before: () => Promise<void>): Promise<void> {
  await from.look()
  await before()
  await to.look()
}

/** The shop asks on a device, where nobody answers. */
async function asksOn({ scene }: SceneDevice, request: object = ORDER) {
  const page = scene.page(SHOP)
  const id = page.send('request', { request })
  const answer = await page.answer(id)
  return { page, id, answer, isShown: scene.opened.includes(id) }
}

const reads = (page: Page, id: string) => page.answer(page.send('read', { grant: id }))
const given = async (page: Page, id: string) => (await page.granted(page.send('read', { grant: id }))).data

/** The shop was allowed its order on the desk, and the other device knows of it. */
async function allowedOnBoth() {
  await fillVault(desk.scene)
  const { answer } = await allowed(desk.scene)
  await desk.look()
  await lap.look()
  const page = lap.scene.page(SHOP)
  expect(await reads(page, answer.grant)).toMatchObject({ ok: { data: { email: expect.anything() } } })
  return { id: answer.grant, page }
}

describe('what was decided on one device holds on the other as soon as it has looked:', () => {
  test('a grant', async () => {
    await fillVault(desk.scene)
    const { answer } = await allowed(desk.scene)
    await arrives(desk, lap, async () => {
      expect((await asksOn(lap)).isShown).toBe(true)
      expect(await reads(lap.scene.page(SHOP), answer.grant)).toMatchObject(REFUSED)
    })
    const again = await asksOn(lap)
    expect(again.isShown).toBe(false)
    expect(again.answer).toMatchObject({ ok: { grant: answer.grant, data: { name: 'Ada Lovelace' } } })
  })

  test('a refusal, and that it was lifted', async () => {
    await desk.scene.sharing.refuse(SHOP, null, null)
    await arrives(desk, lap, async () => expect((await asksOn(lap)).isShown).toBe(true))
    const refused = await asksOn(lap)
    expect(refused.answer).toMatchObject(REFUSED)
    expect(refused.isShown).toBe(false)

    await lap.scene.sharing.lift(lap.scene.sharing.refusals()[0]?.id ?? '')
    await arrives(lap, desk, async () => expect((await asksOn(desk)).answer).toMatchObject(REFUSED))
    expect((await asksOn(desk)).isShown).toBe(true)
  })

  test('a rule, for what is asked anew and for what stands', async () => {
    const { id, page } = await allowedOnBoth()
    const rule = await desk.ruling.add({ kind: 'never', claim: 'email' })
    expect(rule).not.toBeNull()
    const emailNow = async () => (await given(page, id)).email
    await arrives(desk, lap, async () => expect(await emailNow()).toBeDefined())
    expect(await emailNow()).toBeUndefined()
    const other = lap.scene.page('https://other.example')
    const asked = other.send('request', { request: { ...ORDER, claims: { email: { required: true } } } })
    expect(await other.answer(asked)).toMatchObject(REFUSED)
    expect(lap.scene.opened).not.toContain(asked)

    await lap.ruling.lift(rule?.id ?? '')
    await lap.look()
    await desk.look()
    expect(desk.ruling.rules()).toEqual([])
  })

  test('a narrowing, of which the page open there is told', async () => {
    const { id, page } = await allowedOnBoth()
    await desk.scene.sharing.narrow(id, 'email')
    await arrives(desk, lap, async () => expect(page.events()).toEqual([]))
    expect(page.events()).toMatchObject([{ event: 'change', grant: id, state: 'granted' }])
    const data = await given(page, id)
    expect(data).toHaveProperty('name')
    expect(data).not.toHaveProperty('email')
  })

  test('a pause, a nearer end, a revocation', async () => {
    const { id, page } = await allowedOnBoth()
    await desk.scene.sharing.pause(id, true)
    await arrives(desk, lap, async () => expect(await reads(page, id)).toHaveProperty('ok'))
    expect(await reads(page, id)).toMatchObject(REFUSED)
    await lap.scene.sharing.pause(id, false)
    await lap.scene.sharing.endAt(id, lap.scene.now() + DAY / 2)
    await lap.look()
    await desk.look()
    const theirs = desk.scene.page(SHOP)
    expect(await reads(theirs, id)).toHaveProperty('ok')
    await lap.scene.sharing.revoke(id)
    await arrives(lap, desk, async () => expect(await reads(theirs, id)).toHaveProperty('ok'))
    expect(await reads(theirs, id)).toMatchObject(REFUSED)
    expect(theirs.events().at(-1)).toEqual({ event: 'change', grant: id, state: 'revoked' })
  })

  test('a nearer end of one device against a later word of the other: the nearer holds on both', async () => {
    const { id, page } = await allowedOnBoth()
    await desk.scene.sharing.endAt(id, desk.scene.now() + 4 * MINUTE)
    await lap.scene.sharing.endAt(id, lap.scene.now() + 8 * MINUTE)
    for (const one of [desk, lap, desk]) await one.look()
    const pages = [page, desk.scene.page(SHOP)]
    for (const { pass } of [desk, lap]) pass(3 * MINUTE)
    for (const one of pages) expect(await reads(one, id)).toHaveProperty('ok')
    for (const { pass } of [desk, lap]) pass(2 * MINUTE)
    for (const one of pages) expect(await reads(one, id)).toMatchObject(REFUSED)
  })

  test('a revocation against what the other allowed the same grant meanwhile', async () => {
    const { id, page } = await allowedOnBoth()
    await desk.scene.sharing.revoke(id)
    // Later, and without knowing of it.
    await lap.scene.sharing.pause(id, true)
    await lap.scene.sharing.pause(id, false)
    expect(await reads(page, id)).toHaveProperty('ok')
    for (const one of [desk, lap, desk]) await one.look()
    expect(await reads(page, id)).toMatchObject(REFUSED)
    expect(await reads(desk.scene.page(SHOP), id)).toMatchObject(REFUSED)
  })
})

describe('a locker that is written on two devices', () => {
  const valuesOn = async (page: Page, id: string) => {
    const { records } = await list(page, id)
    return Object.fromEntries(records.map((record) => [record.id, record.value]))
  }

  async function opened() {
    const id = await grant(desk.scene, NOTES, [locker()])
    const here = desk.scene.page(NOTES)
    await write(here, id, [
      { op: 'create', id: 'both', value: { title: 'list', text: 'milk', done: false } },
      { op: 'create', id: 'gone', value: { title: 'old' } },
    ])
    await desk.look()
    await lap.look()
    const there = lap.scene.page(NOTES)
    for (const page of [here, there])
      expect(await call(page, 'watch', { grant: id, collection: 'app:notes' })).toMatchObject({ ok: null })
    return { id, here, there }
  }
  const told = (page: Page) =>
    page.events().flatMap((event) => ('event' in event && event.event === 'records' ? [event] : []))
  const gathered = (page: Page, which: 'changed' | 'gone') => [
    ...new Set(told(page).flatMap((event) => event[which])),
  ]

  test('merges record by record and member by member, and ends the same on both', async () => {
    const { id, here, there } = await opened()
    await write(here, id, [
      { op: 'create', id: 'desk', value: { title: 'from the desk' } },
      { op: 'update', id: 'both', value: { text: 'milk, bread', title: 'shopping' } },
    ])
    lap.pass(MINUTE)
    await write(there, id, [
      { op: 'create', id: 'lap', value: { title: 'from the lap' } },
      { op: 'update', id: 'both', value: { done: true, title: 'weekend' } },
      { op: 'delete', id: 'gone' },
    ])
    for (const one of [desk, lap, desk]) await one.look()
    const all = {
      both: { title: 'weekend', text: 'milk, bread', done: true },
      desk: { title: 'from the desk' },
      lap: { title: 'from the lap' },
    }
    expect(await valuesOn(here, id)).toEqual(all)
    expect(await valuesOn(there, id)).toEqual(all)
    // Both give the record the same version, so a page that moves to the other device may go on from it.
    const versionOn = async (page: Page) =>
      (await list(page, id)).records.find((one) => one.id === 'both')?.version
    expect(await versionOn(here)).toBe(await versionOn(there))
  })

  test('tells the pages open on either of what came from the other, once it has come', async () => {
    const { id, here, there } = await opened()
    const idle = lap.scene.page(NOTES)
    const before = told(there).length
    await write(here, id, [
      { op: 'create', id: 'desk', value: {} },
      { op: 'delete', id: 'gone' },
    ])
    await arrives(desk, lap, async () => {
      await settle()
      expect(told(there)).toHaveLength(before)
    })
    expect(gathered(there, 'changed')).toEqual(['desk'])
    expect(gathered(there, 'gone')).toEqual(['gone'])
    expect(told(there)[0]).toMatchObject({ grant: id, collection: 'app:notes' })
    expect(idle.events()).toEqual([])
    await write(there, id, [{ op: 'update', id: 'desk', value: { seen: true } }])
    const known = told(here).length
    await lap.look()
    await desk.look()
    expect(told(here).slice(known)).toMatchObject([{ changed: ['desk'], gone: [] }])
  })

  test('says in the way of a write what the other device wrote meanwhile', async () => {
    const { id, here, there } = await opened()
    const base = (await list(there, id)).records.find((one) => one.id === 'both')?.version
    await write(here, id, [{ op: 'update', id: 'both', value: { text: 'bread' } }])
    await desk.look()
    await lap.look()
    expect(
      await write(there, id, [{ op: 'update', id: 'both', value: { text: 'tea' }, base }]),
    ).toMatchObject({
      conflicts: [{ index: 0, current: { id: 'both', value: { text: 'bread' } } }],
    })
    expect(lap.vault.get(LOCKER, 'both')?.fields['.text']).toHaveLength(1)
  })
})

describe('the ledger of two devices', () => {
  /** Each line, newest first, with the name of the device that the page gives it. */
  function lines({ scene, vault }: SceneDevice) {
    const looking = createLooking({ vault })
    return scene.sharing.ledger().flatMap(({ entry }) => {
      const [version] = vault.get(LEDGER, entry.id)?.fields.entry ?? []
      return version ? [`${entry.kind} on ${looking.deviceOf(version)}`] : []
    })
  }

  test('is one, in one order, and each line says on which device it was', async () => {
    const { id } = await allowedOnBoth()
    await desk.scene.sharing.narrow(id, 'email')
    // Later than what came from elsewhere, which no device knows of what it has not seen.
    await desk.look()
    await lap.look()
    await lap.scene.sharing.pause(id, true)
    for (const one of [lap, desk]) await one.look()
    const told = [
      'paused on Lap',
      'revoked on Desk',
      'disclosure on Lap',
      'disclosure on Desk',
      'granted on Desk',
    ]
    expect(lines(desk)).toEqual(told)
    expect(lines(lap)).toEqual(told)
  })
})
