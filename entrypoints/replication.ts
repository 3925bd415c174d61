import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { stayAwake } from '@/lib/platform/awake'
import { deviceName } from '@/lib/platform/device-name'
import { ed25519FromSeed, ed25519Verify } from '@/lib/platform/ed25519'
import { provideLater } from '@/lib/platform/later'
import { mayReach, mayWrite } from '@/lib/platform/leave'
import { createMeetingStore } from '@/lib/platform/meeting-store'
import { x25519FromSeed } from '@/lib/platform/x25519'
import { openPlace } from '@/lib/replicas/kinds'
import { createMeetingCalls } from '@/lib/services/meeting-calls'
import { createReplicating } from '@/lib/services/replicating'
import { REPLICATION, type ReplicationPart } from '@/lib/services/replicating-later'
import { cipherBeside, digestBeside } from '@/lib/vault/beside'
import { createFolders } from '@/lib/vault/folders'

const beside = { digest: digestBeside, cipher: cipherBeside }
const crypto = { signer: ed25519FromSeed, verify: ed25519Verify, exchange: x25519FromSeed, beside }
const timeout = (milliseconds: number) => AbortSignal.timeout(milliseconds)

/**
 * All that reaches places. This script has its own copies of what both it and the background are made of, so nothing that is
 * known by its class may pass between them (an AppRefusal is known by its name).
 */
const part: ReplicationPart = {
  replicating: ({ places, ...needs }) =>
    createReplicating({
      ...needs,
      crypto,
      name: deviceName,
      folders: createFolders(places),
      mayReach,
      mayWrite,
      timeout,
      stayAwake,
    }),
  meetings: (needs) =>
    createMeetingCalls({
      ...needs,
      crypto,
      name: deviceName,
      open: (place) => openPlace(place),
      timeout,
      inviting: createMeetingStore('inviting'),
      joining: createMeetingStore('joining'),
    }),
}

/** The part of the background that it loads once there is a place, an invitation, or a page that asks for either. */
export default defineUnlistedScript(() => provideLater(REPLICATION, part))
