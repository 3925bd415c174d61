import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathOf } from '@/lib/replicas/names'
import { mayAsk } from '../browsers/leaks'
import { fillFolder } from './fill'
import { answers, freePorts, type ServerProcess, startProcess } from './process'
import type { PlaceServer, ServerOptions } from './server'

/** Armadietto, a remoteStorage server. Its token comes from its own form, filled in by a request. */

const PROGRAM = createRequire(import.meta.url).resolve('armadietto/bin/armadietto.js')

export async function startArmadietto({ directory }: ServerOptions): Promise<PlaceServer> {
  const [port = 0] = await freePorts(1)
  const conf = join(directory, 'armadietto.json')
  mkdirSync(join(directory, 'storage'), { recursive: true })
  writeFileSync(
    conf,
    JSON.stringify({
      allow_signup: true,
      storage_path: join(directory, 'storage'),
      http: { host: '127.0.0.1', port },
      https: { enable: false, force: false },
      logging: { log_dir: join(directory, 'logs'), stdout: ['error'], log_files: ['error'] },
    }),
  )
  const address = `http://127.0.0.1:${port}`
  let server: ServerProcess | null = null
  const start = async () => {
    server = await startProcess(process.execPath, [PROGRAM, '-c', conf], () => answers(address))
  }
  await start()
  const token = await tokenOf(address).catch(async (error) => {
    await server?.stop(true)
    throw error
  })
  const place = { kind: 'remote-storage', address: `${address}/storage/ada/selfstead/`, token } as const
  mayAsk(place.address)
  return {
    place,
    wrong: {
      credentials: { ...place, token: 'wrong' },
      // Another folder than the token is for.
      place: null,
    },
    async fill(names) {
      const root = join(directory, 'storage', 'ad', 'ada', 'storage', 'selfstead')
      await fillFolder(root, names.map(pathOf))
      writeIndex(root)
    },
    kill: async () => server?.stop(true),
    restart: start,
    stop: async () => server?.stop(),
  }
}

/** Signs up, which an account that is there already refuses, and lets an application in. */
async function tokenOf(address: string): Promise<string> {
  const [username, password] = ['ada', 'correct horse']
  const post = (path: string, fields: Readonly<Record<string, string>>) =>
    fetch(`${address}/${path}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
  await post('signup', { username, password, email: 'ada@lovelace.example' })
  const allowed = await post('oauth', {
    username,
    password,
    client_id: 'https://selfstead.example',
    redirect_uri: 'https://selfstead.example/',
    response_type: 'token',
    scope: 'selfstead:rw',
    allow: 'Allow',
  })
  const hash = new URL(allowed.headers.get('location') ?? 'about:blank').hash
  const token = new URLSearchParams(hash.slice(1)).get('access_token')
  if (!token) throw new Error(`armadietto gave no token: ${allowed.status}`)
  return token
}

/** Its index of a folder and of all below, from what lies there. */
function writeIndex(folder: string): void {
  const ETag = '1'
  const items = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== '.~meta')
    .map((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        writeIndex(path)
        return [`${entry.name}/`, { ETag }] as const
      }
      const type = 'application/octet-stream'
      return [entry.name, { ETag, 'Content-Type': type, 'Content-Length': statSync(path).size }] as const
    })
  writeFileSync(join(folder, '.~meta'), JSON.stringify({ items: Object.fromEntries(items), ETag }))
}
