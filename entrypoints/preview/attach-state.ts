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
  /** Names of the files of which a smaller copy was wanted and none could be made: nothing was sent. */
  readonly uncopied: ReadonlySignal<readonly string[]>
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
  const uncopied = signal<readonly string[]>([])

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

  const hasPicture = computed(() => given.value.some((record) => smallerAs(record) !== null))

  /** Only what is no picture, or all where no smaller copy is wanted, goes as the document's own file. */
  const goesWhole = (record: RecordView): boolean =>
    !smaller.value || !hasPicture.value || !/^image\//i.test(textOf(record, 'file-type') ?? '')

  async function copyOf(record: RecordView): Promise<PictureFile | null> {
    const as = smallerAs(record)
    const file = as && (await edges.call('fill.document', { id, record: record.id }))
    return as && file && (await edges.reduce(file, LONGEST, as).catch(() => null))
  }

  return {
    inputs,
    input,
    documents,
    chosen: computed(() => new Set(given.value.map(({ id: record }) => record))),
    smaller,
    hasPicture,
    uncopied,
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
      uncopied.value = []
    },
    pick(record, on) {
      const rest = input.value?.multiple ? [...ticked.value].filter((one) => one !== record) : []
      ticked.value = new Set(on ? [...rest, record] : rest)
      uncopied.value = []
    },
    setSmaller(on) {
      smaller.value = on
      uncopied.value = []
    },
    attach: () =>
      core.send(async () => {
        const [control, page] = [input.value?.control, view.value?.page]
        if (control === undefined || !page) return null
        const files: { record: string; copy: PictureFile | null }[] = []
        const failed: string[] = []
        for (const record of given.value) {
          const isWhole = goesWhole(record)
          const copy = isWhole ? null : await copyOf(record)
          if (isWhole || copy) files.push({ record: record.id, copy })
          else failed.push(textOf(record, 'file-name') ?? '')
        }
        uncopied.value = failed
        if (failed.length > 0) return null
        return sentOf(await edges.call('fill.attach', { id, control, files }), page)
      }),
  }
}
