import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openPlace } from '@/lib/replicas/kinds'
import { startApache } from '../../support/servers/apache'
import { isHere } from '../../support/servers/is-here'
import { contract, listed, problemOf, random, signal } from '../contract'
import { serverSubject } from '../server-subject'

/** Only root may mount a small disk. */
const isRoot = process.getuid?.() === 0

contract('apache', () => serverSubject(startApache), isHere('apache'))

it.runIf(isHere('apache') && isRoot)(
  'says that there is no room, keeps what it has, and goes on when there is some',
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'selfstead-full-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', directory])
    try {
      const server = await startApache({ directory })
      try {
        const replica = openPlace(server.place)
        const kept = random(500_000)
        await replica.put('v1/full/0a/1-f', kept, signal)
        expect(await problemOf(replica.put('v1/full/0a/2-f', random(2_000_000), signal))).toBe('full')
        expect(await replica.get('v1/full/0a/1-f', 500_000, signal)).toEqual(kept)
        expect((await listed(replica, 'v1/full/')).map(({ name }) => name)).toEqual(['v1/full/0a/1-f'])
        await replica.delete('v1/full/0a/1-f', signal)
        await replica.put('v1/full/0a/3-f', random(1_000_000), signal)
      } finally {
        await server.stop()
      }
    } finally {
      execFileSync('umount', ['-l', directory])
      rmSync(directory, { recursive: true, force: true })
    }
  },
)
