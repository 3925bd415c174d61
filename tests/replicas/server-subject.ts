import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPlace } from '@/lib/replicas/kinds'
import type { PlaceServer, ServerOptions } from '../support/servers/server'
import type { Subject } from './contract'

/** A server in a temporary folder, as the contract wants it. The folder goes when it is closed. */
export async function serverSubject<Server extends PlaceServer>(
  start: (options: ServerOptions) => Promise<Server>,
): Promise<Subject & { readonly server: Server }> {
  const directory = mkdtempSync(join(tmpdir(), 'selfstead-place-'))
  const server = await start({ directory })
  return {
    server,
    replica: openPlace(server.place),
    withWrongCredentials: openPlace(server.wrong.credentials),
    atWrongPlace: server.wrong.place && openPlace(server.wrong.place),
    fill: server.fill,
    power: server,
    async close() {
      await server.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
