import type { RecordState } from '@/lib/records/record'
import { createStamper } from '@/lib/records/stamp'
import { composeCommit, deviceBytes, type Waiting } from '@/lib/vault/commit'
import { createNextSegment } from '@/lib/vault/next-segment'
import type { Places } from '@/lib/vault/places'
import { NO_HASH, openSegment, sealSegment } from '@/lib/vault/segment'
import { createState } from '@/lib/vault/state'

/*
 * An engine compiles what it has run often. In a context that has just begun the cipher costs several times as much as
 * later on, and that is just when somebody waits: at the unlocking, and when a background that was stopped answers a site.
 */

const KEY_BYTES = 32
const NOTHING = new Uint8Array(KEY_BYTES)
const ID = 'A'.repeat(22)

/** Large segments opened before a whole log is: no more helps. */
const OPENED = 8
/** Commits prepared before the first one: a thousand gain no more than three hundred, a hundred leave a fifth of their time. */
const WRITTEN = 300

type Idle = () => Promise<void>

/** Opens segments that hold nothing, as an opening of the whole log will. A few milliseconds at a time. */
export async function warmOpening({ random }: Pick<Places, 'random'>, idle: Idle): Promise<void> {
  const row = sealSegment(NOTHING, header(), [], new Uint8Array(60_000), random)
  for (let at = 0; at < OPENED; at++) {
    await idle()
    openSegment(NOTHING, row)
  }
}

/** Prepares and seals commits of nothing, as a real one will be. */
export async function warmWriting(places: Places, idle: Idle): Promise<void> {
  const keys = { segments: NOTHING, head: NOTHING, device: NOTHING }
  const tip = { device: deviceBytes(ID), sequence: 1, hash: NO_HASH }
  const head = {
    vaultId: deviceBytes(ID),
    generation: 1,
    savedAt: 0,
    rows: 1,
    tips: [tip],
    device: ID,
    records: 0,
    slots: '',
  }
  const state = createState()
  const change = changeOfNothing(places)
  const nobody = () => {}
  const waiting: Waiting = {
    prepare: () => [change],
    durability: 'strict',
    provided: null,
    resolve: nobody,
    reject: nobody,
  }
  const next = createNextSegment(keys, places, () => head)
  for (let at = 0; at < WRITTEN; at++) {
    next.follow()
    await idle()
    composeCommit([waiting], { head, state, keys, places, next })
  }
  next.forget()
}

/** As long as a contact is. */
function changeOfNothing({ now }: Pick<Places, 'now'>): RecordState {
  const stamp = createStamper({ device: ID, now }).next()
  const version = { value: '\u00b7'.repeat(40), stamp, from: { by: 'person', at: 0 } } as const
  const fields = Object.fromEntries(
    ['one', 'two', 'three', 'four', 'five', 'six'].map((name) => [name, [version]]),
  )
  return { collection: 'none', id: ID, fields }
}

function header() {
  return { vaultId: deviceBytes(ID), device: NOTHING.subarray(16), first: 1, last: 1, previous: NO_HASH }
}
