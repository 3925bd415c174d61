import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Place } from '@/lib/replicas/kinds'
import { pathOf } from '@/lib/replicas/names'
import { SERVERS } from '../../support/servers/all'
import { isHere } from '../../support/servers/is-here'
import { startLyingServer } from '../../support/servers/lying'
import { bytesOf, contract, listed, problemOf, problemsOf, random, signal } from '../contract'
import { serverSubject } from '../server-subject'
import { type ChromiumPage, openChromiumPage } from './chromium-page'

contract('a folder in Chromium', async () => {
  const page = await openChromiumPage()
  return {
    replica: await page.openFolder('copies'),
    withWrongCredentials: null,
    atWrongPlace: null,
    fill: (names) => page.fillFolder('copies', names.map(pathOf)),
    power: null,
    close: page.close,
  }
})

describe('in Chromium', () => {
  let page: ChromiumPage
  beforeAll(async () => {
    page = await openChromiumPage()
  })
  afterAll(async () => page?.close())

  it('a folder never shows half an object, nor what is left of one under a name of ours', async () => {
    const replica = await page.openFolder('whole')
    await replica.put('v1/a/b/1-f', random(200_000), signal)
    await replica.put('v1/a/b/1-f', random(200_000), signal)
    await page.fillFolder('whole', [
      'v1/a/.0123.part',
      '.stfolder/x',
      'v1/a/b_1-F.sync-conflict',
      'v1/a/b/2-f',
      'Foto.jpg',
    ])
    expect(await page.filesOf('whole')).toContain('v1/a/b_1-f')
    expect((await page.filesOf('whole')).filter((name) => name.endsWith('.part'))).toEqual([
      'v1/a/.0123.part',
    ])
    expect(await listed(replica, '')).toEqual([{ name: 'v1/a/b/1-f', size: 200_000 }])
  })

  it('a folder that is gone is no place', async () => {
    const replica = await page.openFolder('pulled-out')
    await replica.put('v1/vault/device/1-a', bytesOf('a'), signal)
    await page.removeFolder('pulled-out')
    expect(await problemsOf(replica)).toEqual(Array(4).fill('no-place'))
  })

  it('follows no redirect, which a browser shows in its own way', async () => {
    const lying = await startLyingServer()
    const other = await startLyingServer()
    try {
      lying.answer = (_, response) => void response.writeHead(307, { location: other.address }).end()
      for (const place of placesAt(lying.address)) {
        const replica = await page.open(place)
        expect(await problemsOf(replica)).toEqual(Array(4).fill('redirected'))
      }
      expect(other.asked).toEqual([])
    } finally {
      await Promise.all([lying.close(), other.close()])
    }
  })

  it.each(SERVERS)('keeps and gives back what is put to $title', async ({ name: server, start }) => {
    if (server !== 'armadietto' && !isHere(server)) return
    const subject = await serverSubject(start)
    try {
      const { place, wrong } = subject.server
      const replicas = [await page.open(place)]
      // Its bucket stands before the host as well: a browser finds every name below localhost on this machine.
      if (place.kind === 's3') {
        const { port } = new URL(place.address)
        replicas.push(await page.open({ ...place, address: `http://store.localhost:${port}`, style: 'host' }))
      }
      for (const [number, replica] of replicas.entries()) {
        const name = `v1/chromium/${number}/1-f`
        const bytes = random(50_000)
        await replica.put(name, bytes, signal)
        await replica.put(`v1/chromium/${number}/2-f`, new Uint8Array(0), signal)
        expect(await replica.get(name, 50_000, signal)).toEqual(bytes)
        expect(await replica.get(`v1/chromium/${number}/3-f`, 50_000, signal)).toBe(null)
        expect(await listed(replica, `v1/chromium/${number}/`)).toEqual([
          { name, size: 50_000 },
          { name: `v1/chromium/${number}/2-f`, size: 0 },
        ])
        await replica.delete(name, signal)
        expect(await subject.replica.get(name, 50_000, signal)).toBe(null)
      }
      expect(await problemsOf(await page.open(wrong.credentials))).toEqual(Array(4).fill('refused'))
      if (wrong.place)
        expect(await problemsOf(await page.open(wrong.place))).toEqual(Array(4).fill('no-place'))
      await subject.server.kill()
      expect(await problemOf(replicas[0]?.get('v1/a', 1, signal) ?? Promise.resolve())).toBe('unreachable')
    } finally {
      await subject.close()
    }
  })
})

function placesAt(address: string): readonly Place[] {
  return [
    {
      kind: 's3',
      address,
      bucket: 'copies',
      region: 'us-east-1',
      keyId: 'id',
      secret: 'secret',
      style: 'path',
    },
    { kind: 'webdav', address: `${address}/dav/`, name: 'a', password: 'b' },
    { kind: 'remote-storage', address: `${address}/storage/a/`, token: 'token' },
  ]
}
