import { become, type Field, is, isClaimed } from './field'

/**
 * Log-ins, and what only looks like ours there. An e-mail address remains one where a log-in asks for it by that name; a box that
 * also takes a user name is a user name's.
 */
export function settleOthers(fields: readonly Field[]): void {
  fields.forEach((field, at) => {
    if (isClaimed(field)) return
    const near = fields.slice(Math.max(0, at - 1), at + 2)
    const login = near.some((other) => is(other, 'password'))
    if (is(field, 'name') && login && field.evidence.own.has('user'))
      become(field, 'username', 'beside a password')
  })
}
