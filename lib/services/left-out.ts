import type { RecordState } from '@/lib/records/record'
import { DEVICES } from '@/lib/replication/devices'
import { EPOCHS } from '@/lib/replication/epochs'
import { PLACES } from '@/lib/replication/places'
import { RECOVERY } from '@/lib/replication/recovery'
import { SNAPSHOTS } from '@/lib/replication/snapshots'
import { isAboutWords } from '@/lib/services/recovery-words'

/** Of the places and devices of one vault: in another they would stand for devices that nobody has, and credentials belong in no file. */
const REPLICATION: readonly string[] = [DEVICES, EPOCHS, SNAPSHOTS, RECOVERY, PLACES]

/** What goes into no backup and comes from none. */
export function isLeftOut(state: Pick<RecordState, 'collection' | 'id'>): boolean {
  return isAboutWords(state) || REPLICATION.includes(state.collection)
}
