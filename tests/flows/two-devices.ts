import { createRuling, type Ruling } from '@/lib/services/ruling'
import type { Syncing } from '@/lib/services/syncing'
import type { DeepVault } from '@/lib/vault/deep'
import { random, syncingOf } from '../services/party'
import { memoryReplica } from '../support/memory-replica'
import { newVault } from '../vault/support'
import { createScene, type Scene, settle } from './site'

export const START = 1_790_000_000_000

/** One of a person's devices: all of a scene over a vault with a disk, which its places keep together with the other's. */
export interface SceneDevice {
  readonly scene: Scene
  readonly vault: DeepVault
  readonly syncing: Syncing
  readonly ruling: Ruling
  /** Time goes by, for the log as for what stands above it. */
  pass(milliseconds: number): void
  /** It writes what it has to say, and looks at what the places have. */
  look(): Promise<void>
}

/** Two devices that know of each other, over two places. */
export async function twoDevices(): Promise<{ readonly desk: SceneDevice; readonly lap: SceneDevice }> {
  const replicas = [memoryReplica(), memoryReplica()]
  const create = async (name: string): Promise<SceneDevice> => {
    const { device, vault } = await newVault()
    const scene = await createScene({ vault, time: START })
    const syncing = syncingOf(vault, replicas, scene.now, { name })
    return {
      scene,
      vault,
      syncing,
      ruling: createRuling({ vault, now: scene.now, random, browserSession: null }),
      pass(milliseconds) {
        device.now += milliseconds
        scene.pass(milliseconds)
      },
      async look() {
        await syncing.run(true)
        await settle()
      },
    }
  }
  const [desk, lap] = [await create('Desk'), await create('Lap')]
  for (const one of [desk, lap, desk, lap, desk]) await one.look()
  return { desk, lap }
}
