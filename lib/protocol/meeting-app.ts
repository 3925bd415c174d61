/** What our pages and the background say to each other while one device lets another in. The texts that pass are the person's own. */
import type { Instant } from '@/lib/base/time'
import type { InvitationProblem } from '@/lib/replication/invitation'
import type { ReplicaProblem } from '@/lib/replication/problem'

/** What the person is told while another device is let in. */
export type InvitingState =
  | { readonly state: 'none' }
  /** Nobody has answered yet. `problem`: none of its places answers. */
  | {
      readonly state: 'shown'
      readonly text: string
      readonly expires: Instant
      readonly problem: ReplicaProblem | null
    }
  /** Somebody answered: to be compared with what the other device shows, then `admit` or `cancel`. */
  | {
      readonly state: 'comparing'
      readonly words: readonly string[]
      readonly name: string
      readonly expires: Instant
    }
  /** The keys lie at the places, and the other device has not taken them yet. */
  | { readonly state: 'admitting'; readonly name: string; readonly expires: Instant }
  | { readonly state: 'admitted'; readonly device: string; readonly name: string }
  /** `used`: a second device has answered; none was let in by it. */
  | { readonly state: 'ended'; readonly problem: 'expired' | 'used' | 'cancelled' }

/** Why a device does not come to have the vault. */
export type JoinProblem =
  /** Of the invitation: no such text, a later version's, not whole, over, or taken by another device. */
  | InvitationProblem
  /** The person said no on the other device. */
  | 'cancelled'
  /** No place answers; `place` says why. */
  | 'unreachable'
  /** The place has no vault. */
  | 'no-vault'
  /** Not the words of a recovery phrase at all. */
  | 'phrase'
  /** A vault lies there, and this phrase does not open it: another vault's, or replaced since. */
  | 'wrong-phrase'

export type JoinState =
  | { readonly state: 'none' }
  /** The other device has not answered yet: Selfstead has to be open and unlocked there. */
  | { readonly state: 'waiting'; readonly expires: Instant; readonly place: ReplicaProblem | null }
  /** Both show these words; what follows waits for the person to say so on the other device. */
  | { readonly state: 'comparing'; readonly words: readonly string[]; readonly expires: Instant }
  /** The keys are here (`readJoined`): a passphrase for this device, and `unlocking.join` makes the vault. */
  | { readonly state: 'ready'; readonly vaultId: string }
  | { readonly state: 'refused'; readonly problem: JoinProblem; readonly place: ReplicaProblem | null }

type Nothing = Record<string, never>

/** The first four need the open vault; the others are for a device that has none. `look` is asked every 2 s. */
export interface MeetingCalls {
  /** An invitation in place of any other. `not-found` without a place that another device can reach. */
  'sync.invite': { params: Nothing; result: InvitingState }
  'sync.invite.look': { params: Nothing; result: InvitingState }
  /** The person compared the words, and they are the same. */
  'sync.invite.admit': { params: Nothing; result: InvitingState }
  'sync.invite.cancel': { params: Nothing; result: InvitingState }
  'join.invitation': { params: { readonly text: string; readonly name: string }; result: JoinState }
  /** `place`: as typed (lib/replicas/kinds.ts). */
  'join.phrase': {
    params: {
      readonly place: { readonly [field: string]: string }
      readonly words: string
      readonly name: string
    }
    result: JoinState
  }
  'join.look': { params: Nothing; result: JoinState }
  'join.forget': { params: Nothing; result: null }
}

export const MEETING_VERBS = [
  'sync.invite',
  'sync.invite.look',
  'sync.invite.admit',
  'sync.invite.cancel',
  'join.invitation',
  'join.phrase',
  'join.look',
  'join.forget',
] as const satisfies readonly (keyof MeetingCalls)[]
