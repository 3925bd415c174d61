import { i18n } from '#i18n'
import { testText } from '@/components/place-words'
import type { JoinFailure } from '../state/join'

const PROBLEMS = {
  foreign: 'join.problem.foreign',
  newer: 'join.problem.newer',
  damaged: 'join.problem.damaged',
  expired: 'join.problem.expired',
  used: 'join.problem.used',
  cancelled: 'join.problem.cancelled',
  unreachable: 'join.problem.unreachable',
  'no-vault': 'join.problem.noVault',
  phrase: 'join.problem.phrase',
  'wrong-phrase': 'join.problem.wrongPhrase',
  permission: 'join.problem.permission',
  broken: 'join.problem.broken',
} as const satisfies { readonly [problem in JoinFailure['problem']]: string }

/** Why nothing came here; where a place is the reason, what it is. */
export function failureText({ problem, place }: JoinFailure): string {
  const text = i18n.t(PROBLEMS[problem])
  return place === null ? text : `${text} ${testText(place)}`
}
