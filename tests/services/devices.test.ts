import { describe, expect, it } from 'vitest'
import { createDevices } from '@/lib/services/devices'
import { openIdentity } from '@/lib/services/sync-identity'
import type { Vault } from '@/lib/vault/vault'
import { realCrypto } from '@/tests/services/device-world'
import { memoryDevice } from '@/tests/support/memory-places'
import { newVault } from '@/tests/vault/support'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const devicesOf = (vault: Vault) => createDevices({ vault, crypto: realCrypto, random, name: 'the first' })

async function withTwo() {
  const { vault } = await newVault(memoryDevice({ random }))
  const identity = await openIdentity(vault, realCrypto, random, 'the first')
  const other = await realCrypto.exchange(random(32))
  const { publicKey: key } = await realCrypto.signer(random(32))
  await identity.admit({ id: 'BAQEBAQEBAQEBAQEBAQEBA', key, exchange: other.publicKey }, 'the second')
  return { vault, devices: devicesOf(vault) }
}

describe('devices, in a page', () => {
  it('are listed, and named anew', async () => {
    const { vault, devices } = await withTwo()
    expect(
      devices
        .list()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['the first', 'the second'])
    await devices.rename(vault.device, '  the laptop ')
    expect(devices.list().find(({ id }) => id === vault.device)?.name).toBe('the laptop')
    await expect(devices.rename(vault.device, ' ')).rejects.toThrow(RangeError)
    await expect(devices.rename('BAQEBAQEBAQEBAQEBAQEBQ', 'nobody')).rejects.toThrow(RangeError)
  })

  it('are removed for good, but never this one', async () => {
    const { vault, devices } = await withTwo()
    await devices.remove('BAQEBAQEBAQEBAQEBAQEBA')
    await devices.remove('BAQEBAQEBAQEBAQEBAQEBA')
    expect(devices.list().find(({ id }) => id !== vault.device)?.removed).toEqual({ sequence: 0 })
    expect(vault.all('~epochs')).toHaveLength(1)
    await expect(devices.remove(vault.device)).rejects.toThrow(RangeError)
  })
})
