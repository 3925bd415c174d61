import { expect, it } from 'vitest'
import { askableFields } from '@/lib/grants/askable'
import { parseSiteOffer } from '@/lib/grants/parse-offer'
import { parseSiteRequest } from '@/lib/grants/parse-request'
import { checkRequest } from '@/lib/sdk/check'
import { checkCollections } from '@/lib/sdk/collection-check'
import { SHARED } from '@/lib/sdk/collection-names'
import type { Attachment, Changed, Collection, Conflict } from '@/lib/sdk/collection-types'
import type { Connection } from '@/lib/sdk/connection'
import { createListing } from '@/lib/sdk/listing'
import { createMock } from '@/lib/sdk/mock'

const ALL = ['read', 'create', 'update', 'delete'] as const
const REQUEST = {
  purpose: { text: 'Keep your notes' },
  collections: { 'app:notes': { actions: ALL } },
  access: { for: 'P1D' },
} as const

async function open() {
  const mock = createMock({})
  const grant = await (await mock.discover())?.request(REQUEST)
  if (!grant) throw new Error('not found')
  return { mock, grant, notes: grant.collection('app:notes') as Collection }
}

/** The next `change` of a collection. */
const change = (collection: Collection) =>
  new Promise<Changed>((resolve) =>
    collection.addEventListener('change', ({ detail }) => resolve(detail), { once: true }),
  )

it('creates, reads, changes, counts and deletes', async () => {
  const { grant, notes } = await open()
  expect(grant.collections).toEqual([{ collection: 'app:notes', actions: ALL, fields: null }])
  const { id, version } = await notes.create({ title: 'One', deep: { a: [1, null, 'x'] } })
  expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/)
  expect(await notes.get(id)).toEqual({ id, version, value: { title: 'One', deep: { a: [1, null, 'x'] } } })
  await notes.create({ title: 'Two' }, { id: 'two' })
  await notes.update('two', { title: 'Zwei', more: true })
  expect((await notes.getMany(['none', 'two', id, 'two'])).map((one) => one?.value.title)).toEqual([
    undefined,
    'Zwei',
    'One',
    'Zwei',
  ])
  expect(await notes.count()).toBe(2)
  await notes.delete(id)
  expect(await notes.get(id)).toBeNull()
  expect(grant.collection('app:notes')).toBe(notes)
  expect(() => grant.collection('app:other' as never)).toThrow(TypeError)
})

it('loses no update of two that write at once', async () => {
  const { notes } = await open()
  await notes.create({ n: 0 }, { id: 'count' })
  const one = () => notes.update('count', async ({ n }) => ({ n: Number(n) + 1 }))
  await Promise.all(Array.from({ length: 30 }, one))
  expect((await notes.get('count'))?.value.n).toBe(30)
})

it('tells of a conflict with both versions, and writes nothing of it', async () => {
  const { notes } = await open()
  const { version } = await notes.create({ a: 1 }, { id: 'x' })
  await notes.update('x', { a: 2 })
  const changes = [
    { op: 'create', value: { b: 1 }, id: 'y' },
    { op: 'update', id: 'x', value: { a: 3 }, base: version },
  ] as const
  const conflict = (await notes.write(changes).catch((error: unknown) => error)) as Conflict
  expect(conflict).toBeInstanceOf(DOMException)
  expect(conflict.name).toBe('InvalidStateError')
  expect(conflict.conflicts).toMatchObject([{ change: changes[1], current: { value: { a: 2 } } }])
  expect(await notes.get('y')).toBeNull()
  await expect(notes.update('gone', () => ({ a: 1 }))).rejects.toMatchObject({
    conflicts: [{ current: null }],
  })
})

it('lists page by page, in order, and ends with its signal', async () => {
  const { notes } = await open()
  await notes.write(Array.from({ length: 25 }, (_, n) => ({ op: 'create', id: `n${n}`, value: { n } })))
  const ids: string[] = []
  for await (const { id } of notes.list({ limit: 10, reverse: true })) ids.push(id)
  expect(ids).toEqual(Array.from({ length: 25 }, (_, n) => `n${24 - n}`))
  const pages: number[] = []
  for await (const { records } of notes.list({ limit: 10 }).pages()) pages.push(records.length)
  expect(pages).toEqual([10, 10, 5])
  const controller = new AbortController()
  const some = async () => {
    for await (const _ of notes.list({ limit: 5, signal: controller.signal }).pages()) controller.abort()
  }
  await expect(some()).rejects.toMatchObject({ name: 'AbortError' })
})

it('sends blobs in parts and gives them back as attachments', async () => {
  const { notes } = await open()
  const bytes = crypto.getRandomValues(new Uint8Array(65_536)).slice()
  const file = new File([...Array.from({ length: 20 }, () => bytes), 'end'], 'a.bin', { type: 'image/png' })
  const { id } = await notes.create({ title: 'p', picture: file, empty: new Blob([]) })
  const { value } = (await notes.get(id)) as { value: { [name: string]: unknown } }
  const { picture, empty } = value as { picture: Attachment; empty: Attachment }
  expect([picture.size, picture.type, picture.name]).toEqual([file.size, 'image/png', 'a.bin'])
  const whole = Buffer.from(await file.arrayBuffer())
  expect(Buffer.from(await (await picture.blob()).arrayBuffer()).equals(whole)).toBe(true)
  const streamed: Uint8Array[] = []
  for await (const part of picture.stream() as unknown as AsyncIterable<Uint8Array>) streamed.push(part)
  expect(Buffer.concat(streamed).equals(whole)).toBe(true)
  expect((await empty.blob()).size).toBe(0)
  // Given back where it came from it stays; elsewhere it has to be sent.
  await notes.update(id, { title: 'q', picture })
  await expect(notes.create({ picture })).rejects.toThrow(TypeError)
})

const cycle: { self?: unknown } = {}
cycle.self = cycle
it.each([
  ['function', { a: () => {} }, 'value.a is function'],
  ['undefined', { a: { b: undefined } }, 'value.a.b is undefined'],
  ['BigInt', { a: [1n] }, 'value.a[0] is a BigInt'],
  ['NaN', { a: Number.NaN }, 'value.a is NaN'],
  ['Date', { a: new Date() }, 'value.a is a Date'],
  ['cycle', cycle, 'or a cycle'],
  ['lone surrogate', { a: '\ud800' }, 'value.a holds a lone surrogate'],
  ['name', { '\udc00': 1 }, 'a name holds a lone surrogate'],
  ['__proto__', JSON.parse('{"__proto__":{}}'), 'may not be called __proto__'],
  ['marker', { a: { 'selfstead:blob': 'x' } }, 'value.a may not have a member'],
  ['deep Blob', { a: { b: new Blob() } }, 'value.a.b is a Blob'],
  ['list', [], 'value must be an object'],
])('refuses in the page what JSON cannot carry: %s', async (_, value, message) => {
  const { notes } = await open()
  const error = await notes.create(value as never).catch((problem: unknown) => problem)
  expect(error).toBeInstanceOf(TypeError)
  expect((error as Error).message).toContain(message)
  expect(await notes.count()).toBe(0)
})

it('refuses wrong ids and options, and too much at once', async () => {
  const { notes } = await open()
  for (const id of ['', 'x'.repeat(201), 'a\nb', '\ud800', 7])
    await expect(notes.create({ a: 1 }, { id: id as never })).rejects.toBeInstanceOf(TypeError)
  expect(() => notes.list({ limit: 0 })).toThrow(TypeError)
  expect(() => notes.list({ oder: 'created' } as never)).toThrow(TypeError)
  await expect(notes.write([])).rejects.toBeInstanceOf(TypeError)
  const many = Array.from({ length: 1_001 }, () => ({ op: 'create', value: {} }) as const)
  await expect(notes.write(many)).rejects.toMatchObject({ name: 'QuotaExceededError' })
})

it('tells of changes by others, and refuses when the grant is over', async () => {
  const { mock, notes } = await open()
  const heard = change(notes)
  await mock.edit('app:notes', 'e', { title: 'edited' })
  expect(await heard).toEqual({ changed: ['e'], gone: [], missed: false })
  mock.revoke()
  await expect(notes.count()).rejects.toMatchObject({ name: 'NotAllowedError' })
})

it('carries an offer', async () => {
  const mock = createMock({})
  const vault = await mock.discover()
  const offer = { collection: 'contacts', fields: { name: 'Bo' }, purpose: { text: 'New card' } } as const
  await vault?.offer(offer)
  expect(mock.offers).toEqual([offer])
  const wrong = { ...offer, fields: { nam: 'x' } } as never
  await expect(vault?.offer(wrong)).rejects.toThrow('unknown field "nam"')
  expect(parseSiteOffer(offer).ok).toBe(true)
})

it('knows the collections and their fields as the extension does, and judges requests alike', () => {
  for (const [name, fields] of Object.entries(SHARED))
    expect([...(askableFields(name) ?? [])].sort()).toEqual([...fields].sort())
  expect(askableFields('cards')).toBeNull()
  const ask = (collections: unknown) => ({ purpose: { text: 'x' }, collections })
  const good = [
    { 'app:a': { actions: ['read'] } },
    { 'app:notes@https://notes.example': { actions: ['read', 'update'], required: true, reason: 'r' } },
    { contacts: { actions: ['read'], fields: ['name', 'email'] } },
  ]
  const bad = [
    {},
    { cards: { actions: ['read'], fields: ['cc-number'] } },
    { 'app:A': { actions: ['read'] } },
    { 'app:a': { actions: [] } },
    { 'app:a': { actions: ['read'], fields: ['x'] } },
    { contacts: { actions: ['read'] } },
    { contacts: { actions: ['read'], fields: ['*'] } },
  ]
  for (const one of good) {
    expect(parseSiteRequest(checkRequest(ask(one))).ok, JSON.stringify(one)).toBe(true)
    expect(() => checkCollections(one, ask(one))).not.toThrow()
  }
  for (const one of bad) {
    expect(parseSiteRequest(ask(one)).ok, JSON.stringify(one)).toBe(false)
    expect(() => checkCollections(one, ask(one)), JSON.stringify(one)).toThrow(TypeError)
  }
})

it('lists to the end by the place of the next page alone, however few records a page has', async () => {
  const pages = [['a', 'b'], ['c'], ['d', 'e', 'f']]
  const asked: unknown[] = []
  const answer = async (_verb: string, { after }: { readonly after?: unknown }) => {
    asked.push(after)
    const at = Number(after ?? 0)
    const records = pages[at]?.map((id) => ({ id, version: 'v', value: {} }))
    return { records, next: at + 1 < pages.length ? String(at + 1) : null }
  }
  const connection = { call: answer } as unknown as Connection
  const seen: string[] = []
  for await (const { id } of createListing(
    { connection, grant: 'g', collection: 'app:notes' },
    { limit: 100 },
  ))
    seen.push(id)
  expect(seen).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
  expect(asked).toEqual([null, '1', '2'])
})
