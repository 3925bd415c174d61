import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createTextEncoder } from '@/lib/vault/changes'

const texts = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.nat({ max: 90_000 }).map((length) => '字'.repeat(length)),
  ),
  { maxLength: 40 },
)

it('encodes each text as if it were alone, and leaves those before it as they were', () => {
  fc.assert(
    fc.property(texts, (given) => {
      const encode = createTextEncoder()
      const encoded = given.map(encode)
      const alone = given.map((text) => new TextEncoder().encode(text))
      expect(encoded.map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual(
        alone.map((bytes) => Buffer.from(bytes).toString('hex')),
      )
    }),
    { numRuns: 60 },
  )
})

it('has short texts share a buffer, and gives the first none that is larger than it', () => {
  const encode = createTextEncoder()
  const [first, second, third] = [encode('one'), encode('two'), encode('three')]
  expect(first.buffer.byteLength).toBe(3)
  expect(third.buffer).toBe(second.buffer)
})
