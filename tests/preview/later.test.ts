import { describe, expect, it } from 'vitest'
import { fillLater, inOrder, planOf } from '@/entrypoints/preview/later'
import type { FillRow, PreviewEdges } from '@/entrypoints/preview/state'
import type { ControlDescription, FieldMatch, PageDescription } from '@/lib/forms/description'
import { places } from '@/lib/forms/places'
import { expressed, firstChoice } from '@/lib/forms/plan'
import type { FillOutcome, FillPick, FillView } from '@/lib/protocol/fill-app'
import type { RecordView } from '@/lib/records/record'

/** Lists that come after the country: what is chosen in them, by which commits, and what is left alone. */

const control = (
  number: number,
  name: string,
  texts: readonly string[],
  disabled = false,
): ControlDescription => ({
  control: number,
  tag: 'select',
  type: 'select-one',
  name,
  id: '',
  autocomplete: '',
  inputMode: '',
  pattern: '',
  accept: '',
  maxLength: null,
  required: false,
  multiple: false,
  labels: [],
  options: texts.map((text) => ({ value: text, text })),
  form: 0,
  unseen: disabled ? 'disabled' : null,
  box: { x: 0, y: 0, width: 1, height: 1 },
  signature: `${name}:${texts}`,
})

const page = (
  states: readonly string[],
  towns: readonly string[] = [],
  claims: readonly FieldMatch['name'][] = ['country', 'address-level1', 'address-level2'],
): Made => ({
  page: {
    language: 'en',
    controls: [
      control(0, 'country', ['USA', 'Canada']),
      control(1, 'state', states, states.length === 0),
      control(2, 'town', towns, towns.length === 0),
    ],
    forms: [{ name: '', id: '', otherOrigin: null, submit: '' }],
    frames: { sameOrigin: 0, otherOrigin: 0 },
    cut: false,
  },
  matches: claims.map((name, at) => ({
    control: at,
    name,
    purposeOf: null,
    part: null,
    confidence: 1,
    why: '',
  })),
})
interface Made {
  readonly page: PageDescription
  readonly matches: readonly FieldMatch[]
}

const HOME: RecordView = {
  collection: 'addresses',
  id: 'home',
  label: '',
  fields: {
    country: 'US',
    'address-level1': 'Illinois',
    'address-level2': 'Springfield',
  },
  versions: {},
  sources: {},
  created: 0,
  changed: 0,
  confirmed: null,
  deleted: null,
  history: 0,
}

const viewOf = ({ page: described }: Made): FillView => ({
  id: 'fill',
  wish: 'fill',
  ended: null,
  locked: false,
  reauthenticated: true,
  page: described,
  target: null,
  records: [HOME],
  rules: [],
  refusals: [],
  remembered: { records: {}, forms: {} },
  today: '2026-11-29',
  aliasTag: 'a1b2',
  site: { origin: 'https://shop.example' } as FillView['site'],
  resembles: null,
  sendsTo: {},
})

/** A page that becomes these, one after the other; then it stays as it is. */
async function run(
  pages: readonly Made[],
  { commit = 'filled', locks = false }: { commit?: FillOutcome['outcome']; locks?: boolean } = {},
) {
  const [first, ...rest] = pages as [Made, ...Made[]]
  let now = first
  const coming = [...rest]
  const asked: (readonly number[])[] = []
  const committed: (readonly FillPick[])[] = []
  const answers: { readonly [verb: string]: (params: never) => unknown } = {
    'fill.look': ({ controls }: { controls: readonly number[] }) => {
      asked.push(controls)
      const next = coming.shift()
      if (!next) return null
      now = next
      return controls.map((one) => ({ control: one, now: one }))
    },
    'fill.view': () => ({ ...viewOf(now), locked: locks }),
    'fill.commit': ({ picks }: { picks: readonly FillPick[] }) => {
      committed.push(picks)
      const fields = picks.map((pick) => ({ control: pick.control, left: null }))
      return commit === 'filled' ? { outcome: commit, fields } : { outcome: commit }
    },
  }
  const call = async (verb: string, params: never) => answers[verb]?.(params)
  const view = viewOf(first)
  const plan = planOf(view, first.matches, places)
  const choice = firstChoice(plan, view.remembered)
  const rows = plan.fields.map((field): FillRow => {
    const said = expressed(field, plan, choice, 'en', view)
    return {
      field,
      record: HOME,
      records: [HOME],
      form: said?.form ?? null,
      result: said?.result ?? null,
      later: said?.later ?? null,
      ticked: true,
    }
  })
  const done = await fillLater(
    rows.filter(({ later }) => later !== null),
    {
      edges: { call } as unknown as PreviewEdges,
      id: 'fill',
      choice,
      page: first.page,
      plan: async () => planOf(viewOf(now), now.matches, places),
    },
  )
  return {
    rows,
    asked,
    committed: committed.map((picks) => picks.map(({ claim, text }) => [claim, text])),
    left: done.map((one) => [one.control?.name, one.left]),
  }
}

describe('lists that come after the country', () => {
  it('are waited for one after the other, each chosen in by a commit of its own', async () => {
    const loading = page(['Loading'])
    const states = page(['Indiana', 'Illinois'])
    const towns = page(['Indiana', 'Illinois'], ['Chicago', 'Springfield'])
    const { asked, committed, left } = await run([page([]), loading, states, towns])
    expect(asked).toEqual([[1, 2], [1, 2], [2]])
    expect(committed).toEqual([[['address-level1', 'Illinois']], [['address-level2', 'Springfield']]])
    expect(left).toEqual([
      ['state', null],
      ['town', null],
    ])
  })

  it('and before them their country goes in', async () => {
    const { rows } = await run([page([])])
    expect(
      inOrder(
        [...rows].reverse(),
        rows.map(({ field }) => field),
      ).map(({ field }) => field.control.name),
    ).toEqual(['country', 'state', 'town'])
    expect(rows.map(({ later }) => later)).toEqual([null, 'Illinois', 'Springfield'])
  })

  it('are waited for where they are closed, whatever they hold', async () => {
    const made = page(['Illinois'])
    const controls = made.page.controls.map((one) =>
      one.control === 1 ? { ...one, unseen: 'disabled' as const } : one,
    )
    const closed = { ...made, page: { ...made.page, controls } }
    const { rows, committed } = await run([closed, page(['Illinois'])])
    expect(rows[1]).toMatchObject({ later: 'Illinois', result: { ok: false } })
    expect(committed).toEqual([[['address-level1', 'Illinois']]])
  })

  it.each([
    ['never come', [page([])]],
    ['say something else', [page([]), page(['Ohio', 'Iowa'])]],
    [
      'mean something else now',
      [page([]), page(['Springfield'], [], ['country', 'address-level2', 'address-level1'])],
    ],
  ])('are left alone where they %s', async (_name, pages) => {
    const { committed, left } = await run(pages)
    expect(committed).toEqual([])
    expect(left).toEqual([
      ['state', 'no-option'],
      ['town', 'no-option'],
    ])
  })

  it('get nothing in a form that sends to another site than it did when the person pressed', async () => {
    const astray = page(['Illinois'])
    const forms = [{ name: '', id: '', otherOrigin: 'https://other.example', submit: '' }]
    const { committed, left } = await run([page([]), { ...astray, page: { ...astray.page, forms } }])
    expect(committed).toEqual([])
    expect(left).toEqual([
      ['state', 'changed'],
      ['town', 'changed'],
    ])
  })

  it('get nothing from a vault that was locked meanwhile', async () => {
    const { committed } = await run([page([]), page(['Illinois'])], { locks: true })
    expect(committed).toEqual([])
  })

  it.each([
    ['changed', 'changed'],
    ['lost', 'gone'],
    ['gone', 'gone'],
  ] as const)('end with a page that %s', async (commit, why) => {
    const { committed, left } = await run(
      [page([]), page(['Illinois']), page(['Illinois'], ['Springfield'])],
      { commit },
    )
    expect(committed).toHaveLength(1)
    expect(left).toEqual([
      ['state', why],
      ['town', 'no-option'],
    ])
  })
})
