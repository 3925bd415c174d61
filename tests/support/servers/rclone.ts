import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathOf } from '@/lib/replicas/names'
import { mayAsk } from '../browsers/leaks'
import { fillFolder } from './fill'
import { answers, freePorts, type ServerProcess, startProcess } from './process'
import type { PlaceServer, ServerOptions } from './server'

/** `rclone serve webdav` over a folder: a server of another family than Apache. */
export async function startRclone({ directory }: ServerOptions): Promise<PlaceServer> {
  const [port = 0] = await freePorts(1)
  const [name, password] = ['ada', 'correct horse']
  const files = join(directory, 'files')
  mkdirSync(join(files, 'copies'), { recursive: true })
  const address = `http://127.0.0.1:${port}/`
  let server: ServerProcess | null = null
  const start = async () => {
    server = await startProcess(
      'rclone',
      ['serve', 'webdav', files, '--addr', `127.0.0.1:${port}`, '--user', name, '--pass', password],
      () => answers(address),
      { env: { RCLONE_CONFIG: join(directory, 'rclone.conf') } },
    )
  }
  await start()
  const place = { kind: 'webdav', address: `${address}copies/`, name, password } as const
  mayAsk(place.address)
  return {
    place,
    wrong: {
      credentials: { ...place, password: 'wrong' },
      place: { ...place, address: `${address}not-there/` },
    },
    async fill(names) {
      // It remembers for minutes what was in a folder.
      await server?.stop(true)
      await fillFolder(join(files, 'copies'), names.map(pathOf))
      await start()
    },
    kill: async () => server?.stop(true),
    restart: start,
    stop: async () => server?.stop(),
  }
}
