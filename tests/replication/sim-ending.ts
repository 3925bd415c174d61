import { currentValue } from '@/lib/records/merge'
import { verifyVault } from '@/lib/vault/verify'
import { FILES } from '@/tests/replication/sim-attachments'
import type { SimDevice } from '@/tests/replication/sim-device'
import { limitOf, type SimFleet } from '@/tests/replication/sim-fleet'
import { difference, told } from '@/tests/replication/sim-states'
import { GRANT, hasValue, type SimWritten } from '@/tests/replication/sim-written'

/** What a life has come to when nothing stands in the way any more. */
export interface SimEnding {
  readonly fleet: SimFleet
  readonly written: SimWritten
  /** Whether all must be safe: some two places there were neither of which lost anything that no device had. */
  readonly mustBeSafe: boolean
}

/** What must hold at the end of a life. @throws Error that says what does not. */
export async function checkEnding(ending: SimEnding): Promise<void> {
  const stay = ending.fleet.staying()
  const different = difference(stay)
  if (different) throw new Error(`the devices differ: ${different}`)
  for (const device of stay) {
    await checkLog(device)
    checkWritten(device, ending)
    await checkSafe(device, ending)
  }
  checkSecrecy(ending)
}

async function checkLog({ name, vault, syncing }: SimDevice): Promise<void> {
  const verified = await verifyVault(vault)
  if (!verified.intact) throw new Error(`${name} does not verify: ${verified.problem}`)
  for (const { device, sequence } of vault.chains.tips())
    if (sequence > (limitOf(vault).get(device) ?? sequence))
      throw new Error(`${name} has a removed device’s chain beyond its end`)
  if (syncing.health().forked.length > 0) throw new Error(`${name} sees a fork`)
}

/** Nothing that was said to be safe is lost, and nothing that was taken back is there. */
function checkWritten({ name, vault }: SimDevice, { fleet, written }: SimEnding): void {
  const { devices, counts } = fleet
  for (const one of written.values) {
    const { by, id, value, sequence, safe, banned } = one
    const has = hasValue(vault.get('notes', id), one)
    // Who joins later may take it over before it hears of the removal.
    if (banned === devices.length && has)
      throw new Error(`${name} has ${value.slice(0, 12)} from beyond the end of ${by.name}`)
    if (safe && counts(by, sequence) && !has && !written.erased.has(id))
      throw new Error(
        `${name} lost ${value.slice(0, 12)} of ${by.name} (${by.vault.device.slice(0, 4)}${by.isGone ? ', gone' : ''}) at ${sequence}, which was said to be safe\n${fleet
          .living()
          .map(told)
          .join('\n')}`,
      )
  }
  for (const { by, id, sequence, safe } of written.erasures)
    if (safe && counts(by, sequence) && vault.get('notes', id))
      throw new Error(`${name} has the erased ${id} back`)
  for (const { by, id, sequence, safe } of written.revocations)
    if (safe && counts(by, sequence) && !isRevoked(vault, id))
      throw new Error(`${name} has the revoked ${id} alive`)
}

async function checkSafe(device: SimDevice, ending: SimEnding): Promise<void> {
  const { safe, newest } = device.syncing.health()
  if (ending.mustBeSafe && safe < newest && !(await lacksBytes(device, ending)))
    throw new Error(`${device.name} is not safe in the end: ${safe} of ${newest}\n${told(device)}`)
}

/** A removed device reads nothing that was written when it could not read any more. */
function checkSecrecy({ fleet, written }: SimEnding): void {
  for (const gone of fleet.removed) {
    if (gone.isGone) continue
    for (const one of written.values)
      if (one.by !== gone && one.hiddenFrom.includes(gone.vault.device))
        if (hasValue(gone.vault.get('notes', one.id), one))
          throw new Error(`${gone.name} was removed and reads ${one.value.slice(0, 12)}`)
  }
}

/** Whether something is named of which the bytes went with the removed device that wrote it: that is never safe. */
async function lacksBytes({ vault }: SimDevice, { fleet, written }: SimEnding): Promise<boolean> {
  for (const { by, id, blob } of written.attached)
    if (fleet.removed.has(by) && vault.get(FILES, id) && (await vault.sealedBlobs.groups(blob)) === null)
      return true
  return false
}

function isRevoked(vault: SimDevice['vault'], id: string): boolean {
  const state = vault.get(GRANT.collection, id)
  return state !== null && currentValue(state, GRANT.field) !== null
}
