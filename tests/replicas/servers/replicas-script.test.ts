import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPlace, type Place, parsePlace } from '@/lib/replicas/kinds'
import { root } from '../../../scripts/lib/run.mjs'
import { SERVERS } from '../../support/servers/all'
import { isHere } from '../../support/servers/is-here'
import { bytesOf, listed, problemOf, signal } from '../contract'

/** What a person reads, and types into the form for a place: the words, and the fields of that kind. */
const KINDS: { readonly [said: string]: Place['kind'] } = {
  'S3-compatible': 's3',
  WebDAV: 'webdav',
  remoteStorage: 'remote-storage',
}
const FIELDS: { readonly [said: string]: string } = {
  Address: 'address',
  Bucket: 'bucket',
  Region: 'region',
  'Bucket stands': 'style',
  'Key id': 'keyId',
  'Secret key': 'secret',
  Name: 'name',
  Password: 'password',
  Token: 'token',
}
const STYLES: { readonly [said: string]: string } = { 'in the path': 'path', 'before the host': 'host' }

/** The places that were printed, by their title. */
function placesIn(printed: string): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>()
  for (const block of printed.split('\n\n')) {
    const [heading = '', ...lines] = block.trim().split('\n')
    const server = SERVERS.find(({ title }) => heading.startsWith(`${title} `))
    if (!server) continue
    const entered = lines.map((line) => {
      const [, said = '', value = ''] = /^ {2}(.{14}) (.*)$/.exec(line) ?? []
      const shown = /^"(.*)"$/.exec(value)?.[1] ?? value
      return [FIELDS[said.trim()], STYLES[shown] ?? shown]
    })
    const kind = KINDS[heading.slice(server.title.length + 1)]
    const parsed = parsePlace({ kind, ...Object.fromEntries(entered) })
    if (!parsed.ok) throw new Error(`${block}\n${JSON.stringify(parsed.reason)}`)
    places.set(server.title, parsed.value)
  }
  return places
}

/** Whether anybody listens there. */
const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (is: boolean) => {
      socket.destroy()
      resolve(is)
    }
    socket.on('connect', () => end(true))
    socket.on('error', () => end(false))
  })

const areHere = (['swift', 'apache', 'rclone'] as const).every(isHere)

describe.runIf(areHere)('npm run replicas', () => {
  let script: ChildProcess
  let printed = ''
  let ended: Promise<number | null>
  let places: ReadonlyMap<string, Place>

  beforeAll(async () => {
    script = spawn(process.execPath, ['scripts/replicas.mjs'], { cwd: root })
    ended = new Promise((resolve) => script.on('exit', resolve))
    const ready = new Promise<void>((resolve) => {
      script.stdout?.on('data', (bytes) => {
        printed += String(bytes)
        if (/places are ready/.test(printed)) resolve()
      })
    })
    await Promise.race([
      ready,
      ended.then((code) => {
        throw new Error(`it ended with ${code}: ${printed}`)
      }),
    ])
    places = placesIn(printed)
  })
  afterAll(async () => {
    // It has servers to end; where it has ended itself nothing comes of it.
    script.kill('SIGTERM')
    await ended
  })

  it('prints four places', () => {
    expect(printed).toContain('4 of 4 places are ready')
    expect([...places.keys()]).toEqual(SERVERS.map(({ title }) => title))
  })

  it.each(SERVERS.map(({ title }) => title))(
    '%s works as it was printed, and for nobody else',
    async (title) => {
      const place = places.get(title) as Place
      const replica = openPlace(place)
      const name = 'v1/vault/device/object'
      await replica.put(name, bytesOf('from the script'), signal)
      expect(await listed(replica, 'v1/vault/')).toEqual([{ name, size: 15 }])
      expect(await replica.get(name, 100, signal)).toEqual(bytesOf('from the script'))
      await replica.delete(name, signal)
      expect(await replica.get(name, 100, signal)).toBeNull()
      expect(await listed(replica, 'v1/vault/')).toEqual([])
      const secret = { s3: 'secret', webdav: 'password', 'remote-storage': 'token', folder: '' }[place.kind]
      const stranger = openPlace({ ...place, [secret]: 'guessed' } as Place)
      expect(await problemOf(stranger.put(name, bytesOf('a'), signal))).toBe('refused')
    },
  )

  it('ends with Ctrl-C: nobody listens any more, and nothing that was kept is left', async () => {
    const ports = [...places.values()].map((place) =>
      Number(new URL('address' in place ? place.address : '').port),
    )
    for (const port of ports) expect(await answers(port)).toBe(true)
    const kept = /all they keep lies in (\S+)\./.exec(printed)?.[1] ?? ''
    expect(existsSync(kept)).toBe(true)
    script.kill('SIGINT')
    expect(await ended).toBe(0)
    for (const port of ports) expect(await answers(port)).toBe(false)
    expect(existsSync(kept)).toBe(false)
  })
})
