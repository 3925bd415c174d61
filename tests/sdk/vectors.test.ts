import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseSiteRequest } from '@/lib/grants/parse-request'
import { parseSiteCall } from '@/lib/protocol/site-parse'
import { checkRequest } from '@/lib/sdk/check'
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

describe.each(names)('the schema of %s', (name) => {
  const schema: Schema = read(SCHEMAS, `${name}.schema.json`)
  const { valid, invalid }: Vectors = read(VECTORS, `${name}.json`)
  it('takes each frozen example', () => {
    for (const value of valid) expect(matches(schema, value), JSON.stringify(value)).toBe(true)
  })
  it('refuses each wrong one', () => {
    for (const value of invalid) expect(matches(schema, value), JSON.stringify(value)).toBe(false)
  })
})

it('both sides read the frozen examples as the schemas do', () => {
  const calls: Vectors = read(VECTORS, 'call.json')
  for (const value of calls.valid)
    expect(parseSiteCall(value), JSON.stringify(value)).not.toHaveProperty('problem')
  for (const value of calls.invalid)
    expect(parseSiteCall(value)?.['problem' as never] ?? null, JSON.stringify(value)).not.toBe(undefined)
  const requests: Vectors = read(VECTORS, 'request.json')
  for (const value of requests.valid) {
    expect(parseSiteRequest(value).ok).toBe(true)
    expect(() => checkRequest(value)).not.toThrow()
  }
  for (const value of requests.invalid) {
    expect(parseSiteRequest(value).ok).toBe(false)
    expect(() => checkRequest(value)).toThrow(TypeError)
  }
})

it('the frozen receipt verifies', async () => {
  const { valid }: Vectors = read(VECTORS, 'receipt.json')
  expect(
    await verifyReceipt(valid[0], { nonce: 'order-1234', origin: 'https://shop.example' }),
  ).not.toBeNull()
})
