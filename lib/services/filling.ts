import { newId, type RandomBytes } from '@/lib/base/ids'
import { type Clock, SECOND } from '@/lib/base/time'
import { standingRefusals } from '@/lib/grants/refusals'
import { standingRules } from '@/lib/grants/rules'
import type { SitePort } from '@/lib/platform/site-ports'
import type { AppHandlers, AppResult } from '@/lib/protocol/app'
import type { FillWish, FromPage, ToPage } from '@/lib/protocol/fill'
import type { FillCalls, FillEnd, FillFacts } from '@/lib/protocol/fill-app'
import { parseFromPage } from '@/lib/protocol/fill-parse'
import type { RecordView } from '@/lib/records/record'
import { createAttaching } from '@/lib/services/attaching'
import { dealings } from '@/lib/services/dealings'
import { keptViews } from '@/lib/services/deciding'
import { createFillLines } from '@/lib/services/fill-lines'
import { rememberedFor } from '@/lib/services/fill-memory'
import { createFillReleasing } from '@/lib/services/fill-releasing'
import type { Fill, FillStore } from '@/lib/services/fill-store'
import { createTypedKeeping } from '@/lib/services/keeping-typed'
import { localDate } from '@/lib/services/local-date'
import { pairwiseOf } from '@/lib/services/pairwise'
import type { Session } from '@/lib/services/session'

export interface FillingEdges {
  readonly session: Session
  readonly store: FillStore
  readonly now: Clock
  readonly random: RandomBytes
  readonly delay: (milliseconds: number) => Promise<void>
  /** Puts the script into a tab and hands it the gesture's id; false where the browser does not let it. */
  readonly inject: (tab: number, gesture: string) => Promise<boolean>
  /** Opens the preview of a fill; its number, so that closing it is noticed. */
  readonly openPreview: (fill: string) => Promise<number | null>
  /** Something of a fill changed: its window looks again. */
  readonly onFills: () => void
}

/** Filling forms at the person's gesture: the gesture, the page's line, and what the preview asks. */
export interface Filling {
  /** The person pressed something of ours over a tab. */
  start(tab: number, wish: FillWish): Promise<boolean>
  /** A script of ours speaks from a page. Without a gesture that was waited for, the line is closed without a word. */
  connect(port: SitePort): void
  windowClosed(window: number): Promise<void>
  readonly handlers: Pick<AppHandlers, keyof FillCalls>
}

/** A script is in its page within this after the gesture. */
const GESTURE_COUNTS = 30 * SECOND
const FILLED_FROM = ['names', 'addresses', 'emails', 'phones', 'dates', 'cards'] as const
const MOST_KNOWN = 5_000

export function createFilling(edges: FillingEdges): Filling {
  const { session, store, now, random, delay, inject, openPreview, onFills } = edges
  const lines = createFillLines(delay)
  const tools = { session, store, lines, now, random, onFills }
  const releasing = createFillReleasing(tools)
  const attaching = createAttaching(tools)
  const keeping = createTypedKeeping(tools)

  async function arrived(port: SitePort, said: FromPage): Promise<string | null> {
    const { tab, document, origin } = port.caller
    if (said.kind === 'again') {
      const { fills } = await store.state()
      const fill = fills.find(
        (one) =>
          one.ticket === said.ticket &&
          one.ended === null &&
          one.tab === tab &&
          one.document === document &&
          one.origin === origin,
      )
      if (fill) lines.open(fill.id, port)
      return fill?.id ?? null
    }
    if (said.kind !== 'hello') return null
    const gesture = await store.take(said.gesture, tab, now() - GESTURE_COUNTS)
    if (!gesture) return null
    const { page, target } = said
    const [id, ticket] = [newId(random), newId(random)]
    const fill: Fill = {
      id,
      ticket,
      tab,
      document,
      origin,
      wish: gesture.wish,
      page,
      target: target !== null && target < page.controls.length ? target : null,
      window: null,
      ended: null,
    }
    const replaced = await store.add(fill)
    for (const { id: before } of replaced) lines.end(before)
    onFills()
    lines.open(id, port)
    port.send({ kind: 'welcome', ticket } satisfies ToPage)
    await store.set(id, { window: await openPreview(id) })
    return id
  }

  async function over(fill: string, how: FillEnd): Promise<void> {
    const known = await store.find(fill)
    if (known?.ended !== null) return
    await store.set(fill, { ended: how })
    onFills()
  }

  async function view(id: string): Promise<FillFacts | null> {
    const fill = await store.find(id)
    if (!fill) return null
    const { origin, wish, ended, page, target } = fill
    const base = { id, origin, wish, ended, page, target, today: localDate(now()) }
    const vault = await session.vault()
    if (!vault)
      return {
        ...base,
        locked: true,
        reauthenticated: false,
        records: [],
        rules: [],
        refusals: [],
        remembered: { records: {}, forms: {} },
        aliasTag: '',
        known: [],
      }
    const collections = wish === 'attach' ? ['documents'] : FILLED_FROM
    return {
      ...base,
      locked: false,
      reauthenticated: await session.isFresh(),
      records: collections.flatMap((collection) => keptViews(vault, collection).map(withoutBytes)),
      rules: standingRules(vault),
      refusals: standingRefusals(vault, now()),
      remembered: rememberedFor(vault, origin),
      aliasTag: (await pairwiseOf(vault, random)).aliasTag(origin),
      known: [...dealings(vault).keys()].slice(-MOST_KNOWN),
    }
  }

  async function lookAgain(id: string, controls: readonly number[]): Promise<AppResult<'fill.look'>> {
    const fill = await store.find(id)
    if (!fill || fill.ended !== null) return null
    const known = controls.flatMap((control) => fill.page.controls[control] ?? [])
    const refs = known.map(({ control, signature }) => ({ control, signature }))
    const answer = await lines.ask(id, { ask: 'look', controls: refs })
    if (!answer?.page) return null
    await store.set(id, { page: answer.page, target: null })
    return answer.now
  }

  async function start(tab: number, wish: FillWish): Promise<boolean> {
    const id = newId(random)
    await store.expect({ id, tab, wish, at: now() })
    const put = await inject(tab, id)
    if (!put) await store.take(id, tab, 0)
    return put
  }

  return {
    start,

    connect(port) {
      let fill: Promise<string | null> | null = null
      port.onMessage((message) => {
        const said = parseFromPage(message)
        if (!said) return port.close()
        if (!fill) {
          fill = arrived(port, said).catch(() => null)
          void fill.then((found) => {
            if (found === null) port.close()
          })
        } else if (said.kind === 'answer') void fill.then((id) => id && lines.hear(id, said.id, said.answer))
        return undefined
      })
      port.onClose(() => void fill?.then((id) => (id === null ? undefined : over(id, 'gone'))))
    },

    async windowClosed(window) {
      const { fills } = await store.state()
      for (const fill of fills) {
        if (fill.window !== window) continue
        lines.end(fill.id)
        await store.remove(fill.id)
      }
    },

    handlers: {
      'fill.start': async ({ tab, wish }) => ({ started: await start(tab, wish) }),
      'fill.view': ({ id }) => view(id),
      'fill.commit': (wanted) => releasing.commit(wanted),
      async 'fill.undo'({ id }) {
        const answer = await lines.ask(id, { ask: 'undo' })
        return { restored: answer?.restored ?? 0 }
      },
      'fill.look': ({ id, controls }) => lookAgain(id, controls),
      'fill.read': ({ id, controls }) => keeping.read(id, controls),
      'fill.keep': (kept) => keeping.keep(kept),
      'fill.document': ({ id, record }) => attaching.document(id, record),
      'fill.attach': (wanted) => attaching.attach(wanted),
    },
  }
}

function withoutBytes(view: RecordView): RecordView {
  if (view.collection !== 'documents') return view
  const fields = Object.entries(view.fields).filter(([name]) => !name.startsWith('file/'))
  return { ...view, fields: Object.fromEntries(fields) }
}
