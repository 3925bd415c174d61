import { hasForm } from '@/lib/records/claims'
import type { Form } from '@/lib/records/form'

/** The form that `input` names, when an answer to `claim` can have it; null otherwise. */
export function acceptableForm(claim: string, input: unknown): Form | null {
  return typeof input === 'string' && hasForm(claim, input) ? input : null
}

/** Orders forms, the one that tells least first. */
export function byCoarseness(a: Form, b: Form): number {
  return rankOf(b) - rankOf(a)
}

/** What is proposed by itself: the accepted form that tells least, or the value itself when nothing less will do. */
export function coarsest(accepts: readonly Form[]): Form {
  return [...accepts].sort(byCoarseness)[0] ?? 'full'
}

function rankOf(form: Form): number {
  switch (form) {
    case 'full':
      return 0
    case 'region':
      return 2
    case 'country':
      return 3
    default:
      return form.startsWith('over:') ? 2 : 1
  }
}
