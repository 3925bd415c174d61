import { describe, expect, it } from 'vitest'
import { createPreview, type PreviewState } from '@/entrypoints/preview/state'
import type { FillView } from '@/lib/protocol/fill-app'
import { pageOf, recordOf, viewOf, worldOf } from './preview-page'

async function opened(view: FillView) {
  const world = worldOf(view)
  const preview = createPreview(world.edges, 'fill', new AbortController().signal)
  await preview.refresh()
  return { world, preview }
}

const tickedOf = ({ rows }: PreviewState) =>
  rows.value.filter(({ ticked }) => ticked).map(({ field }) => field.control.name)
const textsOf = ({ rows }: PreviewState) =>
  rows.value.map(({ result }) => (result?.ok ? result.text : (result?.why ?? null)))

describe('the fields of a preview', () => {
  it('are all ticked, but what the vault does not have, and are filled as they are shown', async () => {
    const { world, preview } = await opened(viewOf(pageOf(['given-name', 'email', 'postal-code'])))
    expect(tickedOf(preview)).toEqual(['given-name', 'email'])
    expect(textsOf(preview).slice(0, 2)).toEqual(['Ada', 'ada@lovelace.example'])
    await preview.fill()
    expect(world.committed).toEqual([
      [
        { control: 0, claim: 'given-name', record: 'ada', form: 'full', text: 'Ada' },
        { control: 1, claim: 'email', record: 'mail', form: 'full', text: 'ada@lovelace.example' },
      ],
    ])
    expect(preview.filled.value?.fields.map(({ left }) => left)).toEqual([null, null])
  })

  it('are filled without what was unticked, and from the record and in the form that were chosen', async () => {
    const view = viewOf(pageOf(['given-name', 'email', 'tel']))
    const other = recordOf('names', 'grace', { 'given-name': 'Grace' })
    const { world, preview } = await opened({ ...view, records: [...view.records, other] })
    preview.tick(2, false)
    preview.chooseRecord(preview.rows.value[0]?.field.group ?? '', 'grace')
    preview.chooseForm('email', 'alias')
    await preview.fill()
    const [picks] = world.committed
    expect(picks?.map(({ record, form }) => [record, form])).toEqual([
      ['grace', 'full'],
      ['mail', 'alias'],
    ])
    expect(picks?.[0]?.text).toBe('Grace')
    expect(picks?.[1]?.text).toMatch(/^ada\+.+@lovelace\.example$/)
    expect(world.calls.find(({ verb }) => verb === 'fill.commit')?.params).toMatchObject({
      remember: { records: expect.objectContaining({}), forms: { email: 'alias' } },
    })
  })

  it('begin with what was chosen on this site before', async () => {
    const view = viewOf(pageOf(['given-name', 'email']))
    const other = recordOf('names', 'grace', { 'given-name': 'Grace' })
    const first = await opened({ ...view, records: [...view.records, other] })
    first.preview.chooseRecord(first.preview.rows.value[0]?.field.group ?? '', 'grace')
    await first.preview.fill()
    const [remember] = first.world.calls.flatMap(({ verb, params }) =>
      verb === 'fill.commit' ? [(params as { readonly remember: FillView['remembered'] }).remember] : [],
    )
    const again = await opened({
      ...view,
      records: [...view.records, other],
      ...(remember && { remembered: remember }),
    })
    expect(textsOf(again.preview)[0]).toBe('Grace')
  })

  it('of the field that was pointed at alone: it comes first, and nothing else is ticked', async () => {
    const { world, preview } = await opened(
      viewOf(pageOf(['given-name', 'email', 'tel']), { wish: 'field', target: 2 }),
    )
    expect(preview.rows.value[0]?.field.control.name).toBe('tel')
    expect(tickedOf(preview)).toEqual(['tel'])
    preview.tick(1, true)
    await preview.fill()
    expect(world.committed[0]?.map(({ control }) => control).sort()).toEqual([1, 2])
  })

  it('wait for the passphrase where a card would go in', async () => {
    const view = viewOf(pageOf(['cc-number', 'email']), { reauthenticated: false })
    const card = recordOf('cards', 'card', { 'cc-number': '4242424242424242' })
    const { preview } = await opened({ ...view, records: [...view.records, card] })
    expect([preview.unconfirmed.value, preview.ready.value]).toEqual([true, false])
    await preview.confirm('right')
    expect(preview.ready.value).toBe(true)
  })
})

describe('a form that becomes another one under the preview', () => {
  it('keeps out of it what was taken out: the same field, and one that came in its place', async () => {
    const { world, preview } = await opened(viewOf(pageOf(['given-name', 'email', 'tel'])))
    preview.tick(2, false)
    world.view = viewOf(pageOf(['nickname', 'given-name', 'email', 'tel']))
    await preview.refresh()
    expect(tickedOf(preview)).toEqual(['given-name', 'email'])
    world.view = viewOf(pageOf(['given-name', 'email', 'tel#new']))
    await preview.refresh()
    expect(tickedOf(preview)).toEqual(['given-name', 'email'])
    world.view = viewOf(pageOf(['tel#newest', 'tel#newer', 'family-name', 'email']))
    await preview.refresh()
    expect(tickedOf(preview)).toEqual(['family-name', 'email'])
  })

  it('leaves ticked what stood beside it for the same', async () => {
    const { world, preview } = await opened(viewOf(pageOf(['tel', 'tel#2'])))
    preview.tick(0, false)
    world.view = viewOf(pageOf(['email', 'tel', 'tel#2']))
    await preview.refresh()
    expect(tickedOf(preview)).toEqual(['email', 'tel#2'])
  })

  it('takes in again what the person ticks there', async () => {
    const { world, preview } = await opened(viewOf(pageOf(['given-name', 'tel'])))
    preview.tick(1, false)
    world.view = viewOf(pageOf(['tel', 'given-name']))
    await preview.refresh()
    preview.tick(0, true)
    world.view = viewOf(pageOf(['given-name', 'tel', 'email']))
    await preview.refresh()
    expect(tickedOf(preview)).toEqual(['given-name', 'tel', 'email'])
  })

  it('takes along, beside a field alone, only what is surely the same', async () => {
    const { world, preview } = await opened(
      viewOf(pageOf(['given-name', 'email', 'tel']), { wish: 'field', target: 0 }),
    )
    preview.tick(1, true)
    preview.tick(2, true)
    world.view = viewOf(pageOf(['given-name', 'tel#other', 'email']), { wish: 'field', target: 0 })
    await preview.refresh()
    expect(tickedOf(preview).sort()).toEqual(['email', 'given-name'])
    world.view = viewOf(pageOf(['given-name', 'email', 'email']), { wish: 'field', target: 0 })
    await preview.refresh()
    expect(tickedOf(preview)).toEqual(['given-name'])
  })
})

describe('more than one call takes', () => {
  const many = () => pageOf(Array.from({ length: 600 }, (_, at) => `given-name#${at}`))

  it('is filled in groups, each with its own line in the ledger', async () => {
    const { world, preview } = await opened(viewOf(many()))
    await preview.fill()
    expect(world.committed.map(({ length }) => length)).toEqual([256, 256, 88])
    expect(new Set(world.committed.flat().map(({ control }) => control)).size).toBe(600)
    expect(preview.filled.value?.fields).toHaveLength(600)
  })

  it('tells of the rest where a later group is refused, and of nothing else where the first one is', async () => {
    const { world, preview } = await opened(viewOf(many()))
    world.commit = (picks) =>
      picks[0]?.control === 0
        ? { outcome: 'filled', fields: picks.map(({ control }) => ({ control, left: null })) }
        : ({ outcome: 'changed', page: world.view?.page } as never)
    await preview.fill()
    const left = preview.filled.value?.fields.map(({ left }) => left) ?? []
    expect([
      left.filter((one) => one === null).length,
      left.filter((one) => one === 'changed').length,
    ]).toEqual([256, 344])
    expect(world.committed).toHaveLength(2)
    const other = await opened(viewOf(many()))
    other.world.commit = () => ({ outcome: 'gone' })
    await other.preview.fill()
    expect([other.preview.filled.value, other.preview.trouble.value]).toEqual([null, 'gone'])
  })

  it('goes apart by the site that each form sends to', async () => {
    const forms = ['https://pay.example', null, 'https://post.example'].map((otherOrigin) => ({
      name: '',
      id: '',
      otherOrigin,
      submit: '',
    }))
    const names = ['given-name#0', 'email#1', 'tel#2', 'family-name#0', 'email#0']
    const page = pageOf(names, { forms }, (name) => ({ form: Number(name.slice(-1)) }))
    const { world, preview } = await opened(viewOf(page))
    await preview.fill()
    expect(world.committed.map((picks) => picks.map(({ control }) => control))).toEqual([[0, 3, 4], [1], [2]])
  })
})

describe('a preview with nothing to fill from', () => {
  const locked = viewOf(pageOf(['given-name']), { locked: true, records: [] })

  it('asks for the passphrase where the vault is locked', async () => {
    const { preview } = await opened(locked)
    expect([preview.phase.value, preview.noVault.value]).toEqual(['locked', null])
  })

  it.each(['none', 'lost', 'unusable'] as const)(
    'does not where there is no vault to unlock: %s',
    async (vault) => {
      const world = worldOf(locked)
      world.vault = vault
      const preview = createPreview(world.edges, 'fill', new AbortController().signal)
      await preview.refresh()
      expect([preview.phase.value, preview.noVault.value]).toEqual(['no-vault', vault])
      await preview.openPage('welcome')
      expect(world.opened).toEqual([['welcome']])
      world.view = viewOf(pageOf(['given-name']))
      await preview.refresh()
      expect([preview.phase.value, tickedOf(preview)]).toEqual(['asking', ['given-name']])
    },
  )
})

describe('a preview whose fill was let go for newer ones', () => {
  it('is over, before it is pressed and after', async () => {
    const { world, preview } = await opened(viewOf(pageOf(['given-name'])))
    world.view = null
    await preview.refresh()
    expect([preview.phase.value, preview.view.value?.ended, preview.ready.value]).toEqual([
      'over',
      null,
      false,
    ])
    const pressed = await opened(viewOf(pageOf(['given-name'])))
    pressed.world.view = null
    pressed.world.commit = () => ({ outcome: 'gone' })
    await pressed.preview.fill()
    expect([pressed.preview.phase.value, pressed.preview.filled.value]).toEqual(['over', null])
  })
})
