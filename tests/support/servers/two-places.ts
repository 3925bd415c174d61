import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApache } from './apache'
import { isHere } from './is-here'
import type { PlaceServer } from './server'
import { startSwift } from './swift'

/** Two servers of different kinds, each with a folder of its own, for a vault that is safe at two places. */
export interface TwoPlaces {
  readonly apache: PlaceServer
  readonly swift: PlaceServer
  /** Where Apache's place keeps what is put there. */
  readonly kept: string
  /** Ends both, and what they kept is gone. */
  close(): Promise<void>
}

export const twoPlacesAreHere = (): boolean => isHere('swift') && isHere('apache')

export async function startTwoPlaces(): Promise<TwoPlaces> {
  const directory = await mkdtemp(join(tmpdir(), 'selfstead-places-'))
  // Apache serves as another user.
  await chmod(directory, 0o755)
  const [atApache, atSwift] = [join(directory, 'apache'), join(directory, 'swift')]
  for (const each of [atApache, atSwift]) await mkdir(each)
  const [apache, swift] = await Promise.all([
    startApache({ directory: atApache }),
    startSwift({ directory: atSwift }),
  ])
  const { place } = apache
  if (place.kind !== 'webdav') throw new Error('another kind of place')
  return {
    apache,
    swift,
    kept: join(atApache, 'files', decodeURIComponent(new URL(place.address).pathname)),
    async close() {
      await Promise.all([apache.stop(), swift.stop()])
      await rm(directory, { recursive: true, force: true })
    },
  }
}
