import { idBytes } from '@/lib/base/ids'
import { sealHead } from '@/lib/vault/head'
import type { Places } from '@/lib/vault/places'
import { NO_HASH, openSegment, sealSegment } from '@/lib/vault/segment'

/*
 * An engine compiles what it has run often. In a context that has just begun the cipher costs several times as much as
 * later on, and that is just when somebody waits: at the unlocking, and when a background that was stopped answers a site.
 */

const KEY_BYTES = 32
const NOTHING = new Uint8Array(KEY_BYTES)
const ID = 'A'.repeat(22)

/** Large segments opened before a whole log is, and small ones written before the first commit: no more helps. */
const OPENED = 8
const WRITTEN = 100

type Idle = () => Promise<void>

/** Opens segments that hold nothing, as an opening of the whole log will. A few milliseconds at a time. */
export async function warmOpening({ random }: Pick<Places, 'random'>, idle: Idle): Promise<void> {
  const row = sealSegment(NOTHING, header(), [], new Uint8Array(60_000), random)
  for (let at = 0; at < OPENED; at++) {
    await idle()
    openSegment(NOTHING, row)
  }
}

/** Seals segments and heads that hold nothing, as a commit will. */
export async function warmWriting({ random }: Pick<Places, 'random'>, idle: Idle): Promise<void> {
  const tip = { device: NOTHING.subarray(16), sequence: 1, hash: NO_HASH }
  const head = {
    vaultId: idBytes(ID),
    generation: 1,
    savedAt: 0,
    rows: 1,
    tips: [tip],
    device: ID,
    records: 0,
    slots: '',
  }
  for (let at = 0; at < WRITTEN; at++) {
    await idle()
    sealSegment(NOTHING, header(), [], new Uint8Array(1_200), random)
    sealHead(NOTHING, head, random)
  }
}

function header() {
  return { vaultId: idBytes(ID), device: NOTHING.subarray(16), first: 1, last: 1, previous: NO_HASH }
}
