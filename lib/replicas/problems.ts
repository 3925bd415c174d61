import type { Answer } from '@/lib/replicas/http'
import { ReplicaError } from '@/lib/replicas/replica'
import type { ReplicaProblem } from '@/lib/replication/problem'

/** What the statuses of HTTP mean to a person who keeps copies somewhere (RFC 9110 §15, RFC 4918 §11, RFC 6585). */
const PROBLEMS: { readonly [status: number]: ReplicaProblem } = {
  401: 'refused',
  402: 'refused',
  403: 'refused',
  404: 'no-place',
  407: 'refused',
  408: 'unreachable',
  410: 'no-place',
  413: 'full',
  423: 'busy',
  429: 'busy',
  500: 'failing',
  502: 'failing',
  503: 'busy',
  504: 'failing',
  507: 'full',
}

/** Longest that a replica may ask to be left alone: an hour. */
const LONGEST_REST = 3_600_000

/** The error that a status means where nothing more is known. @param now milliseconds since 1970, for a date in `Retry-After`. */
export function errorOf(answer: Answer, now: number): ReplicaError {
  const problem = PROBLEMS[answer.status] ?? 'wrong-answer'
  return new ReplicaError(problem, problem === 'busy' ? restOf(answer.headers, now) : null)
}

/** `Retry-After` in milliseconds (RFC 9110 §10.2.3: seconds or a date); null where there is none that can be read. */
export function restOf(headers: Headers, now: number): number | null {
  const text = headers.get('retry-after')?.trim()
  if (!text) return null
  const rest = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isNaN(rest) ? null : Math.min(Math.max(rest, 0), LONGEST_REST)
}
