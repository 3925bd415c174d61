import type { Reach } from '@/lib/replication/devices'
import type { DeepVault } from '@/lib/vault/deep'

/** How far this device has each chain. */
export function tipsOf({ chains }: DeepVault): Reach {
  return new Map(chains.tips().map(({ device, sequence }) => [device, sequence]))
}

/** How far it has one of them: its own, unless another is named. */
export function tipOf(vault: DeepVault, device = vault.device): number {
  return tipsOf(vault).get(device) ?? 0
}
