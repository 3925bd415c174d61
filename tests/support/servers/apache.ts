import { createHash } from 'node:crypto'
import { chmodSync, chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathOf } from '@/lib/replicas/names'
import { mayAsk } from '../browsers/leaks'
import { fillFolder } from './fill'
import { answers, freePorts, type ServerProcess, startProcess } from './process'
import type { PlaceServer, ServerOptions } from './server'

/** Apache's own WebDAV (mod_dav_fs) with Basic authentication. */

const MODULES = '/usr/lib/apache2/modules'
/** Debian's user for servers: Apache does not serve as root. */
const WWW_DATA = 33

export async function startApache({ directory }: ServerOptions): Promise<PlaceServer> {
  const [port = 0] = await freePorts(1)
  const [name, password] = ['Ada Käse', ' käse & brot: 日本 ']
  const files = join(directory, 'files')
  const isRoot = process.getuid?.() === 0
  mkdirSync(join(files, 'Meine Kopien'), { recursive: true })
  chmodSync(directory, 0o755)
  if (isRoot)
    for (const path of [directory, files, join(files, 'Meine Kopien')])
      chownSync(path, WWW_DATA, statSync(path).gid)
  const sha1 = createHash('sha1').update(password).digest('base64')
  writeFileSync(join(directory, 'users'), `${name}:{SHA}${sha1}\n`)
  const conf = join(directory, 'apache.conf')
  const modules = [
    'mpm_event',
    'authn_core',
    'authn_file',
    'authz_core',
    'authz_user',
    'auth_basic',
    'dav',
    'dav_fs',
  ]
  writeFileSync(
    conf,
    `ServerRoot ${directory}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${directory}/pid
ErrorLog ${directory}/errors
${modules.map((each) => `LoadModule ${each}_module ${MODULES}/mod_${each}.so`).join('\n')}
${isRoot ? `User #${WWW_DATA}\nGroup #${WWW_DATA}` : ''}
DavLockDB ${directory}/locks
DocumentRoot ${files}
ServerSignature Off
# Node, unlike a browser, does not ask again when a connection that it kept was closed meanwhile: by its age, or because all
# threads were busy.
KeepAliveTimeout 300
MaxKeepAliveRequests 0
ServerLimit 1
ThreadLimit 128
ThreadsPerChild 128
MaxRequestWorkers 128
<Directory ${files}>
  Dav On
  AuthType Basic
  AuthName places
  AuthUserFile ${directory}/users
  Require valid-user
</Directory>
`,
  )
  const address = `http://127.0.0.1:${port}/`
  let server: ServerProcess | null = null
  const start = async () => {
    // One process, so that ending it ends all of it.
    server = await startProcess('/usr/sbin/apache2', ['-X', '-f', conf], () => answers(address))
  }
  await start()
  const place = { kind: 'webdav', address: `${address}Meine%20Kopien/`, name, password } as const
  mayAsk(place.address)
  return {
    place,
    wrong: {
      credentials: { ...place, password: 'wrong' },
      place: { ...place, address: `${address}not-there/` },
    },
    fill: (names) => fillFolder(join(files, 'Meine Kopien'), names.map(pathOf)),
    kill: async () => server?.stop(true),
    restart: start,
    stop: async () => server?.stop(true),
  }
}
