import type { SitePort } from '@/lib/platform/site-ports'
import type { AnswerTo, FillAnswer, FillAsk, ToPage } from '@/lib/protocol/fill'

/** A page that was asked answers within this, in milliseconds: a form of thousands of fields is slow to write. */
const PATIENCE = 20_000
/** A page comes back within this after the background was stopped. */
const RETURN = 3_000

/** The lines to the pages of open fills. Kept in memory: after the background was stopped each page comes back by itself. */
export interface FillLines {
  open(fill: string, port: SitePort): void
  /** Hears an answer that came over the line. */
  hear(fill: string, id: number, answer: FillAnswer): void
  /** Null when the page is gone, does not answer, or answers something else. */
  ask<Ask extends FillAsk>(fill: string, ask: Ask): Promise<AnswerTo<Ask> | null>
  end(fill: string): void
}

export function createFillLines(delay: (milliseconds: number) => Promise<void>): FillLines {
  const ports = new Map<string, SitePort>()
  const waiting = new Map<number, { readonly fill: string; settle(answer: FillAnswer | null): void }>()
  const comers = new Map<string, () => void>()
  let last = 0

  function forget(fill: string): void {
    ports.delete(fill)
    for (const [id, one] of waiting) {
      if (one.fill !== fill) continue
      waiting.delete(id)
      one.settle(null)
    }
  }

  async function portOf(fill: string): Promise<SitePort | null> {
    const known = ports.get(fill)
    if (known) return known
    await Promise.race([new Promise<void>((resolve) => comers.set(fill, resolve)), delay(RETURN)])
    comers.delete(fill)
    return ports.get(fill) ?? null
  }

  return {
    open(fill, port) {
      ports.get(fill)?.close()
      ports.set(fill, port)
      port.onClose(() => {
        if (ports.get(fill) === port) forget(fill)
      })
      comers.get(fill)?.()
    },

    hear(fill, id, answer) {
      const asked = waiting.get(id)
      if (asked?.fill !== fill) return
      waiting.delete(id)
      asked.settle(answer)
    },

    async ask(fill, ask) {
      const port = await portOf(fill)
      if (!port) return null
      const id = ++last
      const answered = new Promise<FillAnswer | null>((settle) => waiting.set(id, { fill, settle }))
      if (!port.send({ kind: 'ask', id, ask } satisfies ToPage)) forget(fill)
      const answer = await Promise.race([answered, delay(PATIENCE).then(() => null)])
      waiting.delete(id)
      return answer?.answer === ask.ask ? (answer as AnswerTo<typeof ask>) : null
    },

    end(fill) {
      const port = ports.get(fill)
      forget(fill)
      port?.send({ kind: 'end' } satisfies ToPage)
      port?.close()
    },
  }
}
