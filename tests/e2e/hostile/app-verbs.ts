import type { AppVerb } from '@/lib/protocol/app'

/** Every verb of our own pages. The type makes a forgotten one an error. */
const VERBS: { readonly [Verb in AppVerb]: true } = {
  'session.state': true,
  'session.unlocked': true,
  'session.lock': true,
  'session.touch': true,
  'vault.changed': true,
  'prompt.view': true,
  'prompt.shown': true,
  'prompt.next': true,
  'prompt.answer': true,
  'prompt.records': true,
  'prompt.keep': true,
  'prompt.room': true,
  'prompt.open': true,
  'popup.view': true,
  'grant.revoke': true,
  'grant.notify': true,
  'grant.pause': true,
  'site.refuse': true,
  'refusal.lift': true,
  'sites.registered': true,
  'fill.start': true,
  'fill.view': true,
  'fill.commit': true,
  'fill.undo': true,
  'fill.look': true,
  'fill.read': true,
  'fill.keep': true,
  'fill.document': true,
  'fill.attach': true,
  'picker.let': true,
}

export const APP_VERBS: readonly string[] = Object.keys(VERBS)
