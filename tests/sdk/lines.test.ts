import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createConnection, type Page } from '@/lib/sdk/connection'
import { createPage, type FakePage, GRANT, REQUEST } from './fake-page'

/** One end of a channel that says nothing by itself: what comes over it, and when, is the test's. */
interface Line {
  readonly sent: { readonly id: string; readonly verb: string }[]
  closed: boolean
  onmessage: ((event: { readonly data: unknown }) => void) | null
}

/** A page in which ends are handed out in order, and closing one stops nothing that is under way. */
function quietPage() {
  const lines: Line[] = []
  const occasions = new Set<() => void>()
  const page = {
    location: { origin: 'https://shop.example' },
    addEventListener: (type: string, listener: () => void) =>
      void (type === 'focus' && occasions.add(listener)),
    removeEventListener: () => undefined,
    postMessage: () => undefined,
  } as unknown as Page
  const newChannel = (): MessageChannel => {
    const line: Line = { sent: [], closed: false, onmessage: null }
    const port1 = Object.assign(line, {
      postMessage: (message: Line['sent'][number]) => void line.sent.push(message),
      close: () => {
        line.closed = true
      },
      addEventListener: () => undefined,
    })
    lines.push(line)
    return { port1, port2: {} } as unknown as MessageChannel
  }
  const connection = createConnection(page, newChannel, 60_000)
  const greet = (line: Line | undefined) =>
    line?.onmessage?.({ data: { id: line.sent[0]?.id, ok: { version: 1 } } })
  const knock = async (): Promise<void> => {
    // Closer ones count as one.
    await new Promise((resolve) => setTimeout(resolve, 25))
    for (const listener of occasions) listener()
  }
  return { connection, lines, greet, knock }
}

describe('looking for the extension', () => {
  it('keeps the last eight ends it knocked with, so that a late answer to one of them still counts', async () => {
    const { connection, lines, greet, knock } = quietPage()
    const found = connection.find(Number.POSITIVE_INFINITY)
    while (lines.length < 12) await knock()
    const open = lines.filter(({ closed }) => !closed)
    expect(open).toEqual(lines.slice(-8))
    greet(open[0])
    expect(await found).toBe(true)
    // The others are let go; the one that answered is the line from now on.
    expect(lines.filter(({ closed }) => !closed)).toEqual([open[0]])
  })

  it('hears nothing more over a line that another took the place of', async () => {
    const { connection, lines, greet, knock } = quietPage()
    const heard: unknown[] = []
    connection.listen((message) => heard.push(message))
    const found = connection.find(Number.POSITIVE_INFINITY)
    while (lines.length < 2) await knock()
    const [first, second] = lines
    greet(first)
    await found
    const overFirst = first?.onmessage
    overFirst?.({ data: { event: 'change', grant: 'a' } })
    greet(second)
    // A message that was on its way when the line was closed.
    overFirst?.({ data: { event: 'change', grant: 'b' } })
    second?.onmessage?.({ data: { event: 'change', grant: 'c' } })
    expect(heard).toEqual([
      { event: 'change', grant: 'a' },
      { event: 'change', grant: 'c' },
    ])
  })
})

describe('a grant', () => {
  let page: FakePage
  beforeEach(() => {
    page = createPage()
  })
  afterEach(() => page.close())

  const granted = async (over: object) => {
    page.extension.answer = ({ id }) => ({ id, ok: { ...GRANT, ...over } })
    return await (await page.vault()).request(REQUEST)
  }

  it('stands until its end, and what ended otherwise before says so after it too', async () => {
    expect((await granted({ expires: '9999-01-01T00:00:00.000Z' })).state).toBe('granted')
    const ended = { expires: '2020-01-01T00:00:00.000Z' }
    expect((await granted({ state: 'revoked', ...ended })).state).toBe('revoked')
    // As the extension counts: what is paused runs on.
    expect((await granted({ state: 'paused', ...ended })).state).toBe('expired')
  })

  it('takes no value of a read that it did not ask for, although the grant has it', async () => {
    const both = { email: 'ada@lovelace.example', tel: '+442079460018' }
    const grant = await granted({ data: both, withheld: [] })
    expect(await grant.read()).toEqual(both)
    await expect(grant.read(['email'])).rejects.toMatchObject({ name: 'AbortError' })
    page.extension.answer = ({ id }) => ({ id, ok: { ...GRANT, data: { email: both.email }, withheld: [] } })
    expect(await grant.read(['email'])).toEqual({ email: both.email })
  })

  it('has no value of a claim that was not in the request', async () => {
    await expect(granted({ data: { bday: '1815-12-10' } })).rejects.toMatchObject({ name: 'AbortError' })
    await expect(granted({ withheld: ['bday'] })).rejects.toMatchObject({ name: 'AbortError' })
  })
})
