import { beforeEach, describe, expect, it } from 'vitest'
import { control, createFillScene, createPage, type FillScene, pageOf, SHOP } from './fill-scene'

let scene: FillScene

beforeEach(async () => {
  scene = await createFillScene()
})

describe('keeping what was typed', () => {
  it('reads what may be kept and no password, and keeps it as the site’s', async () => {
    const page = createPage(
      pageOf(control(0), control(1, { type: 'password' }), control(2, { autocomplete: 'cc-csc' })),
    )
    const { call, id } = await scene.opened(page, 'save')
    expect(await call['fill.read']({ id, controls: [0, 1, 2, 9] })).toEqual([{ control: 0, text: 'typed 0' }])
    const given = {
      id,
      collection: 'emails',
      record: null,
      label: '',
      fields: { email: 'new@lovelace.example' },
    }
    expect(await call['fill.keep']({ ...given, typed: ['email'] })).toEqual({ accepted: true })
    const record = scene.vault
      .all('emails')
      .find((one) => one.fields.email?.[0]?.value === 'new@lovelace.example')
    expect(record?.fields.email?.[0]?.from).toMatchObject({ by: 'site', origin: SHOP })
  })

  it('reads nothing where the person wanted to fill', async () => {
    const page = createPage(pageOf(control(0)))
    const { call, id } = await scene.opened(page)
    expect(await call['fill.read']({ id, controls: [0] })).toBeNull()
    expect(page.asked).toEqual([])
  })
})
