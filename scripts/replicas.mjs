// @ts-check
// npm run replicas [-- --data DIR]: four places on this machine, with ready credentials, until Ctrl-C. What they keep is removed at
// the end, unless DIR is given.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureDependencies } from './lib/dependencies.mjs'
import { installMissing } from './lib/install.mjs'
import { bold, dim, red, say } from './lib/say.mjs'
import { loadTypeScript } from './lib/typescript.mjs'

const { values } = parseArgs({ options: { data: { type: 'string' } } })

const FIELDS = {
  address: 'Address',
  bucket: 'Bucket',
  region: 'Region',
  style: 'Bucket stands',
  keyId: 'Key id',
  secret: 'Secret key',
  name: 'Name',
  password: 'Password',
  token: 'Token',
}
const KINDS = { s3: 'S3-compatible', webdav: 'WebDAV', 'remote-storage': 'remoteStorage', folder: 'Folder' }

await installMissing(['swift', 'apache', 'rclone'])
await ensureDependencies()
const { SERVERS } = await loadTypeScript('tests/support/servers/all.ts')

const data = values.data ? resolve(values.data) : mkdtempSync(join(tmpdir(), 'selfstead-places-'))
// Started by root, Apache serves as another user, who has to come through.
if (!values.data) chmodSync(data, 0o755)
/** @type {{ readonly place: Record<string, string>, readonly stop: () => Promise<void> }[]} */
const running = []
let ending = false

async function end() {
  if (ending) return
  ending = true
  say('\nStopping …')
  await Promise.all(running.map((server) => server.stop()))
  if (values.data) say(`What was kept lies in ${data}.`)
  else rmSync(data, { recursive: true, force: true })
  process.exit(0)
}
process.on('SIGINT', end)
process.on('SIGTERM', end)

for (const { name, title, start } of SERVERS) {
  const directory = join(data, name)
  mkdirSync(directory, { recursive: true })
  try {
    const server = await start({ directory })
    running.push(server)
    const { kind, ...entered } = server.place
    say(`\n${bold(title)} ${dim(KINDS[/** @type {keyof typeof KINDS} */ (kind)])}`)
    for (const [field, value] of Object.entries(entered))
      say(`  ${FIELDS[/** @type {keyof typeof FIELDS} */ (field)].padEnd(14)} ${shown(field, String(value))}`)
  } catch (error) {
    say(`\n${red(title)}: ${error instanceof Error ? error.message : error}`)
  }
  if (ending) break
}
if (!ending) {
  say(`\n${running.length} of ${SERVERS.length} places are ready; all they keep lies in ${data}.`)
  say(values.data ? 'Ctrl-C stops them.' : 'Ctrl-C stops them and removes it.')
}

/** @param {string} field @param {string} value as it can be copied: in quotes where it begins or ends with a space */
function shown(field, value) {
  if (field === 'style') return value === 'path' ? 'in the path' : 'before the host'
  return value === value.trim() ? value : `"${value}"`
}
