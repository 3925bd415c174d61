import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { askableFields } from '@/lib/grants/askable'
import { parseSiteOffer } from '@/lib/grants/parse-offer'
import { parseSiteRequest } from '@/lib/grants/parse-request'
import { parseSiteCall } from '@/lib/protocol/site-parse'
import { COLLECTION_NAMES } from '@/lib/records/collection-names'
import { checkDocument } from '@/lib/records/locker'
import { checkRequest } from '@/lib/sdk/check'
import { checkCollections, checkOffer } from '@/lib/sdk/collection-check'
import { verifyReceipt } from '@/lib/sdk/verify'
import { matches, type Schema } from './json-schema'

const SCHEMAS = new URL('../../docs/protocol/', import.meta.url)
const VECTORS = new URL('../vectors/protocol/', import.meta.url)
const read = (base: URL, name: string): never =>
  JSON.parse(readFileSync(new URL(name, base), 'utf8')) as never

interface Vectors {
  readonly valid: readonly unknown[]
  readonly invalid: readonly unknown[]
}

const names = readdirSync(SCHEMAS).map((file) => file.replace('.schema.json', ''))
const files = readdirSync(VECTORS)

/** All frozen examples of one schema: those of `call` lie in `call.json` and in files such as `call-collections.json`. */
function examples(name: string): Vectors {
  const own = files.filter((file) => file === `${name}.json` || file.startsWith(`${name}-`))
  const all = own.map((file): Vectors => read(VECTORS, file))
  return { valid: all.flatMap(({ valid }) => valid), invalid: all.flatMap(({ invalid }) => invalid) }
}

/** Whether the extension takes a call. */
const isCall = (value: unknown): boolean => {
  const call = parseSiteCall(value)
  return call !== null && !('problem' in call)
}

/** Whether the SDK sends a request. */
function sent(value: unknown): void {
  const request = checkRequest(value)
  if (request.collections !== undefined) checkCollections(request.collections, request)
}

it('has examples for each schema, and a schema for each example', () => {
  for (const name of names) {
    expect(examples(name).valid, name).not.toEqual([])
    expect(examples(name).invalid, name).not.toEqual([])
  }
  const known = files.filter((file) => names.includes(file.replace(/(-.*)?\.json$/, '')))
  expect(known).toEqual(files)
})

describe.each(names)('the schema of %s', (name) => {
  const schema: Schema = read(SCHEMAS, `${name}.schema.json`)
  const { valid, invalid } = examples(name)
  it('takes each frozen example', () => {
    for (const value of valid) expect(matches(schema, value), JSON.stringify(value)).toBe(true)
  })
  it('refuses each wrong one', () => {
    for (const value of invalid) expect(matches(schema, value), JSON.stringify(value)).toBe(false)
  })
})

describe('both sides read the frozen examples as the schemas do:', () => {
  it('calls', () => {
    const { valid, invalid } = examples('call')
    for (const value of valid) expect(isCall(value), JSON.stringify(value)).toBe(true)
    for (const value of invalid) expect(isCall(value), JSON.stringify(value)).toBe(false)
  })

  it('requests', () => {
    const { valid, invalid } = examples('request')
    for (const value of valid) {
      expect(parseSiteRequest(value).ok, JSON.stringify(value)).toBe(true)
      expect(() => sent(value), JSON.stringify(value)).not.toThrow()
    }
    for (const value of invalid) {
      expect(parseSiteRequest(value).ok, JSON.stringify(value)).toBe(false)
      // How the origin of another site's locker is spelled is left to the extension to judge.
      if (/"app:[a-z]+@http/.test(JSON.stringify(value))) continue
      expect(() => sent(value), JSON.stringify(value)).toThrow(TypeError)
    }
  })

  it('offers', () => {
    const { valid, invalid } = examples('offer')
    for (const value of valid) {
      expect(parseSiteOffer(value).ok, JSON.stringify(value)).toBe(true)
      expect(() => checkOffer(value), JSON.stringify(value)).not.toThrow()
    }
    for (const value of invalid) {
      expect(parseSiteOffer(value).ok, JSON.stringify(value)).toBe(false)
      expect(() => checkOffer(value), JSON.stringify(value)).toThrow(TypeError)
    }
  })

  it('changes of a locker', () => {
    const { valid, invalid } = examples('write')
    const id = 'aaaaaaaaaaaaaaaaaaaaaA'
    const isTaken = (change: unknown): boolean => {
      const call = { id, verb: 'write', grant: id, collection: 'app:notes', changes: [change] }
      const { value = {} } = (change ?? {}) as { readonly value?: unknown }
      return isCall(call) && checkDocument(value).ok
    }
    for (const change of valid) expect(isTaken(change), JSON.stringify(change)).toBe(true)
    for (const change of invalid) expect(isTaken(change), JSON.stringify(change)).toBe(false)
  })
})

it('the schema names the fields of each shared collection that can be asked for', () => {
  const schema = read(SCHEMAS, 'request.schema.json') as {
    readonly properties: { readonly collections: { readonly properties: Record<string, Wish> } }
  }
  const named = Object.entries(schema.properties.collections.properties)
  expect(named.map(([name]) => name)).toEqual(COLLECTION_NAMES.filter((name) => name !== 'cards'))
  for (const [name, wish] of named) expect(wish.properties.fields.items.enum).toEqual(askableFields(name))
})

interface Wish {
  readonly properties: { readonly fields: { readonly items: { readonly enum: readonly string[] } } }
}

it.each([
  ['receipt', { nonce: 'order-1234', origin: 'https://shop.example' }],
  ['receipt-collections', { nonce: 'notes-1', origin: 'https://notes.example' }],
])('the frozen %s verifies', async (name, wanted) => {
  const { valid }: Vectors = read(VECTORS, `${name}.json`)
  expect(valid).not.toEqual([])
  for (const receipt of valid) expect(await verifyReceipt(receipt, wanted)).not.toBeNull()
})
