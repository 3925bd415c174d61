import { describe, expect, it } from 'vitest'
import type { PreviewEdges } from '@/entrypoints/preview/core'
import { createSave } from '@/entrypoints/preview/save-state'
import { createPreview } from '@/entrypoints/preview/state'
import type { RecordView } from '@/lib/records/record'
import { pageOf, recordOf, viewOf, worldOf } from './preview-page'

/** Which records of the vault those that were typed into a page are held against. */

const SHOP = 'https://shop.example'
const given = (record: RecordView, field: string): RecordView => ({
  ...record,
  sources: { [field]: { by: 'site', origin: SHOP, at: 0 } },
})

async function saving(
  typed: readonly (readonly [name: string, text: string])[],
  records: readonly RecordView[],
) {
  const page = pageOf(typed.map(([name], at) => `${name}#${at}`))
  const world = worldOf(viewOf(page, { wish: 'save', records }))
  const call = async (verb: string, params: never) =>
    verb === 'fill.read'
      ? typed.map(([, text], control) => ({ control, text }))
      : world.edges.call(verb as never, params)
  const edges = { ...world.edges, call: call as unknown as PreviewEdges['call'] }
  const preview = createPreview(edges, 'fill', new AbortController().signal)
  await preview.refresh()
  const save = createSave(preview.core)
  await save.read()
  return (save.items.value ?? []).map(({ offer: { fields, outcome, beside, dialledIn } }) => ({
    said: Object.values(fields)[0],
    outcome,
    beside: beside?.record ?? null,
    dialledIn,
  }))
}

describe('what was typed into a page', () => {
  it('is held against the record that says it, and one that another says is not changed into it', async () => {
    const mail = given(recordOf('emails', 'mail', { email: 'ada@lovelace.example' }), 'email')
    const found = await saving(
      [
        ['email', 'ada@work.example'],
        ['email', 'ada@lovelace.example'],
      ],
      [mail],
    )
    expect(found).toMatchObject([
      { said: 'ada@work.example', outcome: 'new', beside: null },
      { said: 'ada@lovelace.example', outcome: 'same', beside: 'mail' },
    ])
  })

  it('changes one record once, and knows where numbers are dialled', async () => {
    const old = given(recordOf('phones', 'old', { tel: '+442079460018' }), 'tel')
    const home = recordOf('addresses', 'home', { country: 'GB', 'address-level2': 'London' })
    const found = await saving(
      [
        ['address-level2', 'London'],
        ['tel', '020 7946 0958'],
        ['tel', '07700 900123'],
      ],
      [old, home],
    )
    expect(found).toEqual([
      { said: 'London', outcome: 'same', beside: 'home', dialledIn: 'GB' },
      { said: '020 7946 0958', outcome: 'changed', beside: 'old', dialledIn: 'GB' },
      { said: '07700 900123', outcome: 'new', beside: null, dialledIn: 'GB' },
    ])
  })
})
