import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { ControlDescription } from '@/lib/forms/description'
import { fillable } from '@/lib/grants/filling'
import { isSensitive } from '@/lib/records/collections'
import type { RecordView } from '@/lib/records/record'
import { textOf } from '@/lib/records/view'
import { type Core, type PictureFile, sentOf } from './core'
import { accepts, isPicture, writtenAs } from './files'

export interface AttachState {
  /** Controls of the page that take a file and can be seen. */
  readonly inputs: ReadonlySignal<readonly ControlDescription[]>
  readonly input: ReadonlySignal<ControlDescription | null>
  /** Documents with a file that fits. */
  readonly documents: ReadonlySignal<readonly RecordView[]>
  readonly chosen: ReadonlySignal<ReadonlySet<string>>
  /** Pictures go as a smaller copy. */
  readonly smaller: ReadonlySignal<boolean>
  /** Of something chosen a smaller copy can go, as what the control takes. */
  readonly hasPicture: ReadonlySignal<boolean>
  /** A rule of the person's keeps documents back from this site. */
  readonly keptBack: ReadonlySignal<boolean>
  readonly unconfirmed: ReadonlySignal<boolean>
  readonly ready: ReadonlySignal<boolean>
  pickInput(control: number): void
  pick(record: string, on: boolean): void
  setSmaller(on: boolean): void
  attach(): Promise<void>
}

/** Longest side of a smaller copy, in pixels: enough to read a page by. */
const LONGEST = 1_600

export function createAttach(core: Core): AttachState {
  const { view, confirmed, sending, edges, id } = core
  const picked = signal<number | null>(null)
  const ticked = signal<ReadonlySet<string>>(new Set())
  const smaller = signal(true)

  const inputs = computed(() =>
    (view.value?.page.controls ?? []).filter(({ type, unseen }) => type === 'file' && unseen === null),
  )
  const input = computed(
    () => inputs.value.find(({ control }) => control === picked.value) ?? inputs.value[0] ?? null,
  )
  const documents = computed(() =>
    (view.value?.records ?? []).filter((record) => {
      const name = textOf(record, 'file-name')
      return name !== null && accepts(input.value?.accept ?? '', name, textOf(record, 'file-type') ?? '')
    }),
  )
  const given = computed(() => documents.value.filter((record) => ticked.value.has(record.id)))
  const keptBack = computed(() => {
    const seen = view.value
    return seen !== null && fillable('documents', ['full'], seen.site.origin, seen).length === 0
  })
  const unconfirmed = computed(() => !confirmed.value && given.value.some(isSensitive))

  /** What a smaller copy would be, of a picture and where the control takes one. */
  const smallerAs = (record: RecordView) =>
    isPicture(textOf(record, 'file-type') ?? '')
      ? writtenAs(input.value?.accept ?? '', textOf(record, 'file-name') ?? '')
      : null

  async function copyOf(record: RecordView): Promise<PictureFile | null> {
    const as = smaller.value ? smallerAs(record) : null
    const file = as && (await edges.call('fill.document', { id, record: record.id }))
    return as && file && edges.reduce(file, LONGEST, as)
  }

  return {
    inputs,
    input,
    documents,
    chosen: computed(() => new Set(given.value.map(({ id: record }) => record))),
    smaller,
    hasPicture: computed(() => given.value.some((record) => smallerAs(record) !== null)),
    keptBack,
    unconfirmed,
    ready: computed(
      () =>
        input.value !== null &&
        given.value.length > 0 &&
        !unconfirmed.value &&
        !keptBack.value &&
        !sending.value,
    ),
    pickInput(control) {
      picked.value = control
    },
    pick(record, on) {
      const rest = input.value?.multiple ? [...ticked.value].filter((one) => one !== record) : []
      ticked.value = new Set(on ? [...rest, record] : rest)
    },
    setSmaller(on) {
      smaller.value = on
    },
    attach: () =>
      core.send(async () => {
        const [control, page] = [input.value?.control, view.value?.page]
        if (control === undefined || !page) return null
        const files: { record: string; copy: PictureFile | null }[] = []
        for (const record of given.value) files.push({ record: record.id, copy: await copyOf(record) })
        return sentOf(await edges.call('fill.attach', { id, control, files }), page)
      }),
  }
}
