import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { toBase64Url } from '@/lib/base/bytes'
import type { Attachment, Collection } from '@/lib/sdk/collection-types'
import { settle as settleFor } from '../support/settle'
import { type Call, createPage, type FakePage, GRANT } from './fake-page'

const PART = 524_288
const ALL = ['read', 'create', 'update', 'delete'] as const
const REFUSED = { name: 'NotAllowedError', message: 'The request was not allowed.' }
const upload = (n: number) => `${n}`.repeat(21).concat('A')

let page: FakePage
let notes: Collection
/** What a test has the extension say to one call; what it says nothing to is answered as by a whole one. */
let said: (call: Call) => object | 'nothing' | undefined
let uploads = 0

const count = (verb: string) => page.extension.calls.filter((call) => call.verb === verb).length
const settle = () => settleFor(40)

beforeEach(async () => {
  page = createPage(60_000)
  uploads = 0
  said = () => undefined
  page.extension.answer = (call) => {
    const { id, verb } = call
    if (verb === 'cancel') return undefined
    const other = said(call)
    if (other) return other === 'nothing' ? undefined : { id, ...other }
    if (verb === 'request')
      return {
        id,
        ok: {
          ...GRANT,
          data: {},
          withheld: [],
          collections: [{ collection: 'app:notes', actions: ALL, fields: null }],
        },
      }
    if (verb === 'upload') return { id, ok: { upload: upload(++uploads) } }
    if (verb === 'chunk') return { id, ok: { received: 1 } }
    if (verb === 'write') return { id, ok: { written: [{ id: 'a', version: 'v' }] } }
    if (verb === 'download') return { id, ok: { data: toBase64Url(new Uint8Array(PART)), of: 9 } }
    const file = { 'selfstead:blob': upload(7), size: 9 * PART, type: '', name: '' }
    return { id, ok: { records: [{ id: 'a', version: 'v', value: { file } }] } }
  }
  const grant = await (await page.vault()).request({
    purpose: { text: 'Keep your notes' },
    collections: { 'app:notes': { actions: ALL } },
    access: { for: 'P1D' },
  })
  notes = grant.collection('app:notes') as Collection
})
afterEach(() => page.close())

const bytes = (parts: number) => new Blob([new Uint8Array(parts * PART)])
const held = async () => (await notes.get('a'))?.value.file as unknown as Attachment

it('an upload that the extension forgot begins anew, and its record names the second', async () => {
  said = ({ verb, upload: of, index }) =>
    verb === 'chunk' && of === upload(1) && index === 2 ? { error: REFUSED } : undefined
  await notes.create({ file: bytes(6) }, { id: 'a' })
  const sent = page.extension.calls.filter(({ verb, upload: of }) => verb === 'chunk' && of === upload(2))
  expect(sent.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5])
  expect(page.extension.calls.at(-1)).toMatchObject({
    verb: 'write',
    changes: [{ value: { file: { 'selfstead:blob': upload(2) } } }],
  })
  expect(page.extension.calls).toContainEqual(expect.objectContaining({ verb: 'cancel', target: upload(1) }))
})

it('begins anew too when an earlier part is not answered at all', async () => {
  said = ({ verb, upload: of, index }) => {
    if (verb !== 'chunk' || of !== upload(1)) return undefined
    return index === 2 ? { error: REFUSED } : 'nothing'
  }
  await notes.create({ file: bytes(4) }, { id: 'a' })
  expect([count('upload'), count('write')]).toEqual([2, 1])
})

it('one that is refused again and again is given up, and nothing is written', async () => {
  said = ({ verb }) => (verb === 'chunk' ? { error: REFUSED } : undefined)
  await expect(notes.create({ file: bytes(2) }, { id: 'a' })).rejects.toMatchObject({
    name: 'NotAllowedError',
  })
  expect([count('upload'), count('write')]).toEqual([3, 0])
})

it('no more than five parts are on their way at once', async () => {
  const waiting: Call[] = []
  said = (call) => {
    if (call.verb !== 'chunk') return undefined
    waiting.push(call)
    return 'nothing'
  }
  const done = notes.create({ file: bytes(8) }, { id: 'a' })
  await vi.waitFor(() => expect(waiting).toHaveLength(5), 5_000)
  await settle()
  expect(waiting).toHaveLength(5)
  said = () => undefined
  const [port] = page.extension.ports.slice(-1)
  for (const { id } of waiting) port?.postMessage({ id, ok: { received: 1 } })
  await done
  expect(count('chunk')).toBe(8)
})

it('aborted on its way up, it ends at once, is dropped, and nothing is written', async () => {
  said = ({ verb, index }) => (verb === 'chunk' && index === 3 ? 'nothing' : undefined)
  const abort = new AbortController()
  const done = notes.create({ file: bytes(20) }, { id: 'a', signal: abort.signal })
  done.catch(() => {})
  await settle()
  abort.abort()
  await expect(done).rejects.toMatchObject({ name: 'AbortError' })
  await settle()
  const before = count('chunk')
  await settle()
  expect([count('chunk'), count('write'), count('upload')]).toEqual([before, 0, 1])
  expect(page.extension.calls).toContainEqual(expect.objectContaining({ verb: 'cancel', target: upload(1) }))
})

it('what a write that fails had sent is dropped', async () => {
  said = ({ verb }) => (verb === 'write' ? { ok: { conflicts: [{ index: 0, current: null }] } } : undefined)
  await expect(notes.create({ file: bytes(1) }, { id: 'a' })).rejects.toMatchObject({
    name: 'InvalidStateError',
  })
  await settle()
  expect(page.extension.calls).toContainEqual(expect.objectContaining({ verb: 'cancel', target: upload(1) }))
})

it('aborted on its way down, it ends at once and asks for no more', async () => {
  const file = await held()
  said = ({ verb, index }) => (verb === 'download' && index === 3 ? 'nothing' : undefined)
  const abort = new AbortController()
  const done = file.blob({ signal: abort.signal })
  done.catch(() => {})
  await settle()
  abort.abort()
  await expect(done).rejects.toMatchObject({ name: 'AbortError' })
  const before = count('download')
  await settle()
  expect(count('download')).toBe(before)
  expect(before).toBeLessThan(9)
})

it('a stream ends with its signal, with what came already, and is not begun under one that was aborted', async () => {
  const file = await held()
  const abort = new AbortController()
  const reader = file.stream({ signal: abort.signal }).getReader()
  expect((await reader.read()).value).toHaveLength(PART)
  await settle()
  abort.abort()
  await expect(reader.read()).rejects.toMatchObject({ name: 'AbortError' })
  const before = count('download')
  await settle()
  expect(count('download')).toBe(before)
  expect(before).toBeLessThan(9)
  // One that waits for a part ends as well, and the extension is told.
  said = ({ verb }) => (verb === 'download' ? 'nothing' : undefined)
  const late = new AbortController()
  const waiting = file.stream({ signal: late.signal }).getReader().read()
  waiting.catch(() => {})
  await settle()
  late.abort()
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  await expect.poll(() => count('cancel')).toBe(5)
  expect(() => file.stream({ signal: AbortSignal.abort() })).toThrow(
    expect.objectContaining({ name: 'AbortError' }),
  )
  expect(() => file.stream({ signals: 1 } as never)).toThrow(TypeError)
})

it('each part is asked for by the id of the attachment, and one that was replaced is told', async () => {
  const file = await held()
  expect((await file.blob()).size).toBe(9 * PART)
  const asked = page.extension.calls.filter(({ verb }) => verb === 'download')
  expect(asked.map(({ index, attachment }) => [index, attachment])).toEqual(
    [...Array(9).keys()].map((index) => [index, upload(7)]),
  )
  said = ({ verb, index }) =>
    verb === 'download' && Number(index) > 4
      ? { error: { name: 'InvalidStateError', message: 'The attachment was replaced.' } }
      : undefined
  await expect(file.blob()).rejects.toMatchObject({ name: 'InvalidStateError' })
  await expect(new Response(file.stream()).arrayBuffer()).rejects.toThrow()
})
