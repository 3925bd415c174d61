import { i18n } from '#i18n'
import { claimLabel, collectionLabel, inSentence } from '@/components/labels'
import { parseClaim } from '@/lib/records/claims'
import { parseLocker } from '@/lib/records/locker-name'

/** Name of a collection in a grant: "Contacts"; a locker's own name, isolated because a site gave it. */
export function collectionText(collection: string): string {
  const locker = parseLocker(collection)
  return locker ? `\u2068${locker.name.slice('app:'.length)}\u2069` : collectionLabel(collection)
}

/** What the button that takes a field or an action back is called: "Revoke e-mail from contacts". */
export function revokePartText(part: string, collection: string): string {
  return i18n.t('rules.grant.revokePart', [inSentence(part), inSentence(collectionText(collection))])
}

/** A claim or a collection, as a rule names it. */
export function ruledText(name: string): string {
  return parseClaim(name) ? claimLabel(name) : collectionText(name)
}
