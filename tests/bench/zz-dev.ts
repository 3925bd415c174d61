import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSwift } from '../support/servers/swift'
import { buildBenchExtension } from './extension'
import { firstTransfers } from './first-transfers'
import { makeBucket } from './swift-buckets'

export async function main() {
  const directory = mkdtempSync(join(tmpdir(), 'selfstead-bench-'))
  chmodSync(directory, 0o755)
  const server = await startSwift({ directory })
  let serial = 0
  try {
    const extension = await buildBenchExtension()
    const figures = await firstTransfers(
      extension,
      () => makeBucket(server.place as never, `bucket-${serial++}`) as never,
      (text) => console.log(new Date().toISOString(), text),
    )
    for (const f of figures) console.log(JSON.stringify(f))
  } finally {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
