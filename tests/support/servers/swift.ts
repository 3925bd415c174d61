import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AwsV4Signer } from 'aws4fetch'
import { mayAsk } from '../browsers/leaks'
import { freePorts, run, type ServerProcess, startProcess } from './process'
import type { PlaceServer, ServerOptions } from './server'

/** OpenStack Swift with its S3 API: a proxy and storage nodes, each a process of its own; signatures are checked. */

/** Debian's interpreter, which alone knows Debian's packages. */
const PYTHON = '/usr/bin/python3'
const SCRIPT = join(import.meta.dirname, 'swift-node.py')
const NODES = 3

export interface SwiftServer extends PlaceServer {
  /** Ends one storage node; the store goes on with the others. */
  killNode(node: number): Promise<void>
  /** From now on the disks have no room left. */
  fillDisks(): Promise<void>
}

export async function startSwift({ directory }: ServerOptions): Promise<SwiftServer> {
  const ports = await freePorts(1 + 3 * NODES)
  const [proxy = 0, ...rest] = ports
  const nodes = Array.from({ length: NODES }, (_, node) => rest.slice(3 * node, 3 * node + 3))
  const [account, keyId, secret, bucket] = ['ada', 'ada:laptop', 'ZmFyLXNlY3JldA/+', 'selfstead']
  const isNew = !existsSync(join(directory, 'swift.conf'))
  writeConfiguration(directory, account, secret)
  let server: ServerProcess | null = null
  let ids: readonly number[] = []
  const start = async (reserve = '0') => {
    server = await startProcess(
      PYTHON,
      [SCRIPT, directory, String(proxy), ...nodes.map(String)],
      (said) => {
        ids = (/ready ([\d ]+)/.exec(said)?.[1] ?? '').split(' ').filter(Boolean).map(Number)
        return ids.length > NODES
      },
      { env: { RESERVE: reserve } },
    )
  }
  await start()
  const place = {
    kind: 's3',
    address: `http://127.0.0.1:${proxy}`,
    bucket,
    region: 'us-east-1',
    keyId,
    secret,
    style: 'path',
  } as const
  if (isNew) {
    await makeBucket(place).catch(async (error) => {
      await server?.stop(true)
      throw error
    })
  }
  mayAsk(place.address)
  return {
    place,
    wrong: {
      credentials: { ...place, secret: 'another secret' },
      place: { ...place, bucket: 'not-there' },
    },
    fill: (names) => fillBuckets(directory, names),
    kill: async () => server?.stop(true),
    restart: () => start(),
    stop: async () => server?.stop(true),
    async fillDisks() {
      await server?.stop(true)
      await start('100%')
    },
    killNode: async (node) => {
      const id = ids[node]
      if (id !== undefined) process.kill(id, 'SIGKILL')
    },
  }
}

/** Into the index of the bucket, on each node. */
async function fillBuckets(directory: string, names: readonly string[]): Promise<void> {
  const list = join(directory, 'names')
  writeFileSync(list, names.join('\n'))
  await run(PYTHON, [SCRIPT, 'fill', directory, list])
}

async function makeBucket(place: {
  address: string
  bucket: string
  region: string
  keyId: string
  secret: string
}) {
  const { url, headers } = await new AwsV4Signer({
    method: 'PUT',
    url: `${place.address}/${place.bucket}`,
    service: 's3',
    region: place.region,
    accessKeyId: place.keyId,
    secretAccessKey: place.secret,
  }).sign()
  const { status } = await fetch(url, { method: 'PUT', headers })
  if (status !== 200) throw new Error(`Swift made no bucket: ${status}`)
}

function writeConfiguration(directory: string, account: string, secret: string): void {
  const write = (name: string, text: string) => writeFileSync(join(directory, name), text)
  write('swift.conf', '[swift-hash]\nswift_hash_path_suffix = selfstead\nswift_hash_path_prefix = test\n')
  for (let node = 0; node < NODES; node++) {
    mkdirSync(join(directory, `node${node}`, `d${node}`), { recursive: true })
    for (const kind of ['account', 'container', 'object'])
      write(
        `${kind}-${node}.conf`,
        `[DEFAULT]
swift_dir = ${directory}
devices = ${join(directory, `node${node}`)}
mount_check = false

[pipeline:main]
pipeline = ${kind}-server

[app:${kind}-server]
use = egg:swift#${kind}
`,
      )
  }
  write(
    'proxy.conf',
    `[DEFAULT]
swift_dir = ${directory}

[pipeline:main]
pipeline = catch_errors gatekeeper listing_formats s3api tempauth slo proxy-server

[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true

[filter:catch_errors]
use = egg:swift#catch_errors

[filter:gatekeeper]
use = egg:swift#gatekeeper

[filter:listing_formats]
use = egg:swift#listing_formats

[filter:s3api]
use = egg:swift#s3api
location = us-east-1
storage_domain = store.localhost

[filter:tempauth]
use = egg:swift#tempauth
user_${account}_laptop = ${secret} .admin

[filter:slo]
use = egg:swift#slo
`,
  )
}
