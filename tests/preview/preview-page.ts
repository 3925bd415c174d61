import type { PreviewEdges } from '@/entrypoints/preview/core'
import type { ControlDescription, FieldMatch, PageDescription } from '@/lib/forms/description'
import { places } from '@/lib/forms/places'
import type { VaultState } from '@/lib/protocol/app'
import type { FillOutcome, FillPick, FillView } from '@/lib/protocol/fill-app'
import type { RecordView } from '@/lib/records/record'

/** A page with these fields, by what each is for; `#` and what follows tells two of one name apart. */
export function pageOf(
  names: readonly string[],
  part: Partial<PageDescription> = {},
  each: (name: string) => Partial<ControlDescription> = () => ({}),
): PageDescription {
  return {
    language: 'en',
    controls: names.map((name, control) => ({
      control,
      tag: 'input',
      type: 'text',
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
      options: [],
      form: 0,
      unseen: null,
      box: { x: 0, y: 20 * control, width: 100, height: 18 },
      signature: name,
      ...each(name),
    })),
    forms: [{ name: '', id: '', otherOrigin: null, submit: '' }],
    frames: { sameOrigin: 0, otherOrigin: 0 },
    cut: false,
    ...part,
  }
}

const matchesOf = ({ controls }: PageDescription): readonly FieldMatch[] =>
  controls.map(({ control, name, type }) => ({
    control,
    name: type === 'file' ? null : (name.replace(/#.*$/, '') as FieldMatch['name']),
    purposeOf: null,
    part: null,
    confidence: 1,
    why: '',
  }))

export const recordOf = (collection: string, id: string, fields: RecordView['fields']): RecordView => ({
  collection,
  id,
  label: '',
  fields,
  versions: {},
  sources: {},
  created: 0,
  changed: 0,
  confirmed: null,
  deleted: null,
  history: 0,
})

export const viewOf = (page: PageDescription, part: Partial<FillView> = {}): FillView => ({
  id: 'fill',
  wish: 'fill',
  ended: null,
  locked: false,
  reauthenticated: true,
  page,
  target: null,
  records: [
    recordOf('names', 'ada', { 'given-name': 'Ada', 'family-name': 'Lovelace' }),
    recordOf('emails', 'mail', { email: 'ada@lovelace.example' }),
    recordOf('phones', 'phone', {
      tel: '+442079460018',
      'tel-country-code': '+44',
      'tel-national': '020 7946 0018',
    }),
  ],
  rules: [],
  refusals: [],
  remembered: { records: {}, forms: {} },
  today: '2026-11-29',
  aliasTag: 'a1b2',
  site: { origin: 'https://shop.example' } as FillView['site'],
  resembles: null,
  sendsTo: {},
  ...part,
})

export interface World {
  view: FillView | null
  vault: VaultState
  readonly opened: (readonly [page: string, hash?: string])[]
  /** What the background answers to a filling; by itself each field is written. */
  commit: (picks: readonly FillPick[]) => FillOutcome
  readonly committed: (readonly FillPick[])[]
  readonly calls: { readonly verb: string; readonly params: unknown }[]
}

/** Everything outside the preview, as the test changes it. */
export function worldOf(view: FillView): World & { readonly edges: PreviewEdges } {
  const world: World = {
    view,
    vault: 'locked',
    opened: [],
    commit: (picks) => ({
      outcome: 'filled',
      fields: picks.map(({ control }) => ({ control, left: null })),
    }),
    committed: [],
    calls: [],
  }
  const call = async (verb: string, params: { readonly picks?: readonly FillPick[] }) => {
    world.calls.push({ verb, params })
    if (verb === 'fill.view') return world.view
    if (verb === 'fill.commit') {
      world.committed.push(params.picks ?? [])
      return world.commit(params.picks ?? [])
    }
    if (verb === 'fill.document') return { name: 'scan.png', type: 'image/png', data: 'AAAA' }
    if (verb === 'fill.attach') return { outcome: 'filled', fields: [{ control: 0, left: null }] }
    if (verb === 'session.state') return { vault: world.vault, deadline: null, waiting: 0 }
    if (verb === 'fill.undo') return { restored: 1 }
    return null
  }
  const edges: PreviewEdges = {
    call: call as unknown as PreviewEdges['call'],
    onNotice: () => {},
    match: async (page) => matchesOf(page),
    places: async () => places,
    prepare: async () => ({ ok: true, value: {} }),
    reduce: async (file, _longest, as) => ({ ...as, data: file.data }),
    unlock: async () => true,
    confirm: async () => true,
    openPage: async (page, hash) => {
      world.opened.push(hash === undefined ? [page] : [page, hash])
    },
    comeToFront: () => {},
    close: () => {},
    codeOf: () => null,
  }
  return Object.assign(world, { edges })
}
