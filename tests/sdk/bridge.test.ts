import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BridgeRuntime, startBridge } from '@/entrypoints/bridge'
import type { ForwardedCall } from '@/lib/protocol/site'
import { settle as settleFor } from '../support/settle'

const id = (n: number) => `${'A'.repeat(20)}${String.fromCharCode(97 + n)}A`
const settle = () => settleFor(60)

/** One connection to a background, as the test sees it. */
interface Line {
  readonly got: ForwardedCall[]
  say(answer: unknown): void
  stop(): void
  closed: boolean
}

let lines: Line[]
let runtime: { id?: string | undefined; connect: BridgeRuntime['connect'] }
let page: EventTarget & Record<string, unknown>
let ports: MessagePort[]
let active: boolean

beforeEach(() => {
  lines = []
  ports = []
  active = true
  runtime = {
    id: 'extension',
    connect() {
      const onMessage: ((answer: never) => void)[] = []
      const onDisconnect: (() => void)[] = []
      const line: Line = {
        got: [],
        closed: false,
        say: (answer) =>
          onMessage.forEach((listener) => {
            listener(answer as never)
          }),
        stop: () =>
          onDisconnect.forEach((listener) => {
            listener()
          }),
      }
      lines.push(line)
      return {
        postMessage: (message) => void line.got.push(message),
        disconnect: () => {
          line.closed = true
        },
        onMessage: { addListener: (listener) => void onMessage.push(listener) },
        onDisconnect: { addListener: (listener) => void onDisconnect.push(listener) },
      }
    },
  }
  page = Object.assign(new EventTarget(), {
    isSecureContext: true,
    navigator: {
      userActivation: {
        get isActive() {
          return active
        },
      },
    },
  }) as never
  page.top = page
})
afterEach(() => {
  for (const port of ports) port.close()
})

const start = () => startBridge(page as never, runtime)

/** A page that posts `data` with one port; what comes back to it. */
function post(data: unknown = { selfstead: 1 }, over: object = {}) {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  const heard: unknown[] = []
  port1.onmessage = ({ data: answer }) => heard.push(answer)
  page.dispatchEvent(Object.assign(new Event('message'), { source: page, data, ports: [port2], ...over }))
  return { port: port1, heard }
}

async function greeted() {
  const end = post()
  end.port.postMessage({ id: id(0), verb: 'hello' })
  await settle()
  lines.at(-1)?.say({ id: id(0), ok: { version: 1 } })
  await settle()
  expect(end.heard).toEqual([{ id: id(0), ok: { version: 1 } }])
  end.heard.length = 0
  return { ...end, line: lines.at(-1) as Line }
}

describe('silence', () => {
  it.each([
    ['another window', { selfstead: 1 }, { source: {} }],
    ['another message', { selfstead: 2 }, {}],
    ['no message', null, {}],
    ['no port', { selfstead: 1 }, { ports: [] }],
  ])('takes nothing from %s', async (_, data, over) => {
    start()
    const { port } = post(data, over)
    port.postMessage({ id: id(0), verb: 'hello' })
    await settle()
    expect(lines).toEqual([])
  })

  it.each([
    ['a frame', { top: {} }],
    ['an insecure page', { isSecureContext: false }],
  ])('does nothing in %s', async (_, over) => {
    Object.assign(page, over)
    start()
    post().port.postMessage({ id: id(0), verb: 'hello' })
    await settle()
    expect(lines).toEqual([])
  })

  it('connects only when there is a hello, and lets nothing else through before it is answered', async () => {
    start()
    const { port, heard } = post()
    port.postMessage({ id: id(1), verb: 'query', claims: ['email'] })
    port.postMessage({ id: id(2), verb: 'nonsense' })
    port.postMessage({ id: id(3), verb: 'hello', stuffing: 'x'.repeat(1_100_000) })
    port.postMessage('x')
    await settle()
    expect(lines).toEqual([])
    port.postMessage({ id: id(0), verb: 'hello' })
    await settle()
    lines[0]?.say({ id: id(0), error: { name: 'NotAllowedError', message: '' } })
    lines[0]?.say({ event: 'change', grant: id(4), state: 'revoked' })
    lines[0]?.stop()
    await settle()
    expect(heard).toEqual([])
    expect(lines).toHaveLength(1)
  })

  it('passes on ever fewer hellos without a gesture, and every one with it', async () => {
    active = false
    start()
    const { port } = post()
    for (let i = 0; i < 16; i++) port.postMessage({ id: id(i), verb: 'hello' })
    await settle()
    expect(lines[0]?.got).toHaveLength(5)
    active = true
    port.postMessage({ id: id(20), verb: 'hello' })
    await settle()
    expect(lines[0]?.got).toHaveLength(6)
  })

  it('runs once, but again over a dead one', async () => {
    start()
    start()
    post().port.postMessage({ id: id(0), verb: 'hello' })
    await settle()
    expect(lines).toHaveLength(1)
    runtime.id = undefined
    runtime = { ...runtime, id: 'extension' }
    start()
    post().port.postMessage({ id: id(1), verb: 'hello' })
    await settle()
    expect(lines).toHaveLength(2)
  })
})

describe('calls', () => {
  beforeEach(start)

  it('wraps a call with the gesture, hands the answer over and acknowledges data', async () => {
    const { port, heard, line } = await greeted()
    port.postMessage({ id: id(1), verb: 'request', request: { a: 1 } })
    await settle()
    expect(line.got.at(-1)).toEqual({ call: { id: id(1), verb: 'request', request: { a: 1 } }, active: true })
    const answer = { id: id(1), ok: { grant: id(9), data: {} } }
    line.say(answer)
    line.say(answer)
    await settle()
    expect(heard).toEqual([answer])
    expect(line.got.filter(({ call }) => (call as { verb: string }).verb === 'ack')).toEqual([
      { call: { id: id(1), verb: 'ack', target: id(1) }, active: false },
    ])
  })

  it('answers what is malformed or too large itself', async () => {
    const { port, heard, line } = await greeted()
    line.got.length = 0
    const loop: { self?: unknown; id: string; verb: string } = { id: id(3), verb: 'query' }
    loop.self = loop
    port.postMessage({ id: id(1), verb: 'ack', target: id(0) })
    port.postMessage({ id: id(2), verb: 'write', changes: 'x'.repeat(1_048_576) })
    port.postMessage(loop)
    // Read as the same word in JSON, though neither is equal to it.
    port.postMessage({ id: id(4), verb: Object('ack'), target: id(0) })
    port.postMessage({ id: id(5), verb: ['ack'], target: id(0) })
    port.postMessage({ id: id(6), verb: { toString: 1, valueOf: 1 } })
    port.postMessage({ id: id(7), verb: 'chunk', data: 'x'.repeat(1_048_576) })
    await settle()
    expect(heard).toMatchObject(
      [1, 2, 3, 4, 5, 6, 7].map((n) => ({ id: id(n), error: { name: 'TypeError' } })),
    )
    expect(line.got).toEqual([])
  })

  it('carries what is written to collections and what comes of it, and acknowledges only records', async () => {
    const { port, heard, line } = await greeted()
    const calls = [
      { id: id(1), verb: 'write', grant: id(9), collection: 'app:notes', changes: ['x'.repeat(1_000_000)] },
      { id: id(2), verb: 'chunk', upload: id(8), index: 0, data: 'x'.repeat(699_051) },
      { id: id(5), verb: 'chunk', upload: id(8), index: 1, data: '' },
      { id: id(6), verb: 'chunk', upload: id(8), index: 2, data: { a: ['"'] } },
      {
        id: id(3),
        verb: 'download',
        grant: id(9),
        collection: 'app:notes',
        record: 'a',
        field: 'b',
        index: 0,
      },
      { id: id(4), verb: 'list', grant: id(9), collection: 'app:notes' },
    ]
    for (const call of calls) port.postMessage(call)
    await settle()
    expect(line.got.slice(-calls.length).map(({ call }) => call)).toEqual(calls)
    const answers = [
      { id: id(1), ok: { written: [] } },
      { id: id(2), ok: { received: 1 } },
      { id: id(3), ok: { data: 'x', of: 1 } },
      { id: id(4), ok: { records: [], next: null } },
      { event: 'records', grant: id(9), collection: 'app:notes', changed: ['a'], gone: [] },
    ]
    for (const answer of answers) line.say(answer)
    await settle()
    expect(heard).toEqual(answers)
    const acks = line.got.filter(({ call }) => (call as { verb: string }).verb === 'ack')
    expect(acks.map(({ call }) => (call as { target: string }).target)).toEqual([id(4)])
  })

  it('tells a greeted page that the background stopped', async () => {
    const { heard, line } = await greeted()
    line.stop()
    await settle()
    expect(heard).toEqual([{ event: 'lost' }])
  })

  it('answers a later hello without the background', async () => {
    const { port, heard, line } = await greeted()
    line.stop()
    port.postMessage({ id: id(5), verb: 'hello' })
    await settle()
    expect(heard).toEqual([{ event: 'lost' }, { id: id(5), ok: { version: 1 } }])
    expect(lines).toHaveLength(1)
  })

  it('asks again under the same ids when the background stopped', async () => {
    const { port, heard, line } = await greeted()
    port.postMessage({ id: id(1), verb: 'request', request: {} })
    await settle()
    active = false
    line.stop()
    await new Promise((resolve) => setTimeout(resolve, 120))
    expect(lines[1]?.got).toEqual([{ call: { id: id(1), verb: 'request', request: {} }, active: true }])
    lines[1]?.say({ id: id(1), ok: null })
    await settle()
    expect(heard).toEqual([{ event: 'lost' }, { id: id(1), ok: null }])
  })

  it('forgets a cancelled call and drops its answer', async () => {
    const { port, heard, line } = await greeted()
    port.postMessage({ id: id(1), verb: 'request', request: {} })
    port.postMessage({ id: id(2), verb: 'cancel', target: id(1) })
    await settle()
    line.say({ id: id(1), ok: { data: { email: 'x' } } })
    await settle()
    expect(heard).toEqual([])
    expect(line.got.at(-1)?.call).toEqual({ id: id(2), verb: 'cancel', target: id(1) })
  })

  it('ends what waits when the document goes away', async () => {
    const { port, line } = await greeted()
    port.postMessage({ id: id(1), verb: 'request', request: {} })
    await settle()
    page.dispatchEvent(new Event('pagehide'))
    expect(line.got.at(-1)?.call).toMatchObject({ verb: 'cancel', target: id(1) })
    expect(line.closed).toBe(true)
    line.say({ id: id(1), ok: { data: { email: 'x' } } })
    await settle()
    expect(line.got.some(({ call }) => (call as { verb: string }).verb === 'ack')).toBe(false)
  })

  it('ends what waits when the extension is gone', async () => {
    const { port, heard, line } = await greeted()
    port.postMessage({ id: id(1), verb: 'read', grant: id(9), claims: null })
    await settle()
    runtime.id = undefined
    line.stop()
    await settle()
    expect(heard.slice(1)).toMatchObject([{ id: id(1), error: { name: 'AbortError' } }])
  })
})
