import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fetch } from '@/lib/replicas/http'
import { createS3Replica, type S3Place } from '@/lib/replicas/s3'
import { isHere } from '../../support/servers/is-here'
import { type SwiftServer, startSwift } from '../../support/servers/swift'
import { bytesOf, contract, listed, problemOf, problemsOf, signal } from '../contract'
import { serverSubject } from '../server-subject'

/** One store for all of them: it takes a while to start. */
let shared: ReturnType<typeof serverSubject<SwiftServer>> | null = null
const swift = () => {
  shared ??= serverSubject(startSwift)
  return shared
}
afterAll(async () => (await shared)?.close())

contract('swift', async () => ({ ...(await swift()), close: async () => {} }), isHere('swift'))

describe.runIf(isHere('swift'))('a store that checks signatures', () => {
  let subject: Awaited<ReturnType<typeof swift>>
  let place: S3Place
  beforeAll(async () => {
    subject = await swift()
    if (subject.server.place.kind !== 's3') throw new Error('not a bucket')
    place = subject.server.place
  })

  it('is asked for pages of a thousand', async () => {
    const asked: string[] = []
    const fetch: Fetch = (address, init) => {
      asked.push(address)
      return globalThis.fetch(address, init)
    }
    const names = Array.from(
      { length: 2_500 },
      (_, number) => `v1/pages/0a/${String(number).padStart(5, '0')}-f`,
    )
    await subject.fill(names)
    const sizes: number[] = []
    for await (const page of createS3Replica(place, { fetch }).list('v1/pages/', signal))
      sizes.push(page.length)
    expect(sizes).toEqual([1_000, 1_000, 500])
    expect(asked.length).toBe(3)
  })

  it('leaves out names that could not be ours, however they are written', async () => {
    await subject.fill([
      'v1/odd/a b',
      'v1/odd/Ä',
      'v1/odd/a+b',
      'v1/odd/%2e%2e',
      'v1/odd/<&>',
      'v1/odd/a/../b',
      'v1/odd/fine',
    ])
    expect((await listed(subject.replica, 'v1/odd/')).map((each) => each.name)).toEqual(['v1/odd/fine'])
  })

  it('knows a clock that is wrong, in either direction', async () => {
    for (const off of [-3_600_000, 3_600_000, -365 * 86_400_000, 365 * 86_400_000]) {
      const replica = createS3Replica(place, { now: () => Date.now() + off })
      expect(await problemsOf(replica)).toEqual(Array(4).fill('clock'))
    }
  })

  it('refuses a key that it does not know, and another region', async () => {
    expect(await problemsOf(createS3Replica({ ...place, keyId: 'ada:nobody' }))).toEqual(
      Array(4).fill('refused'),
    )
    expect(await problemsOf(createS3Replica({ ...place, region: 'eu-north-9' }))).toEqual(
      Array(4).fill('refused'),
    )
  })

  it('keeps nothing that was changed on the way', async () => {
    const fetch: Fetch = (address, init) => {
      const body =
        init.body instanceof Uint8Array ? { body: Uint8Array.from(init.body, (byte) => byte ^ 1) } : {}
      return globalThis.fetch(address, { ...init, ...body })
    }
    const put = createS3Replica(place, { fetch }).put('v1/flip/0a/1-f', bytesOf('abc'), signal)
    expect(await problemOf(put)).toBe('unreachable')
    expect(await subject.replica.get('v1/flip/0a/1-f', 3, signal)).toBe(null)
  })

  it('goes on with two of its three nodes', async () => {
    await subject.replica.put('v1/node/0a/1-f', bytesOf('a'), signal)
    await subject.server.killNode(1)
    await subject.replica.put('v1/node/0a/2-f', bytesOf('b'), signal)
    expect(await subject.replica.get('v1/node/0a/1-f', 1, signal)).toEqual(bytesOf('a'))
    expect(await subject.replica.get('v1/node/0a/2-f', 1, signal)).toEqual(bytesOf('b'))
    // A list comes from one of the nodes, and not each has heard of everything: what one leaves out another names.
    const seen = new Set<string>()
    for (let tries = 0; tries < 50 && seen.size < 2; tries++)
      for (const { name } of await listed(subject.replica, 'v1/node/')) seen.add(name)
    expect([...seen].sort()).toEqual(['v1/node/0a/1-f', 'v1/node/0a/2-f'])
  })

  it('asks for rest when its disks are full, and goes on when there is room', async () => {
    await subject.replica.put('v1/full/0a/1-f', bytesOf('a'), signal)
    await subject.server.fillDisks()
    expect(await problemOf(subject.replica.put('v1/full/0a/2-f', bytesOf('b'), signal))).toBe('busy')
    // Its proxy then leaves the disks alone for a minute, so it may give nothing back either: it is started anew.
    await subject.server.kill()
    await subject.server.restart()
    await subject.replica.put('v1/full/0a/2-f', bytesOf('b'), signal)
    expect(await subject.replica.get('v1/full/0a/1-f', 1, signal)).toEqual(bytesOf('a'))
  })
})
