import type { Form } from '@/lib/records/form'

/** What one form of one record would release, ready to be shown. */
export interface FormView {
  readonly form: Form
  /** The value as one line, in the person's conventions. */
  readonly text: string
  /** Text per claim of the line; null where the record has no such field. */
  readonly claims: { readonly [claim: string]: string | null }
}

export interface CandidateView {
  readonly record: string
  readonly label: string
  readonly forms: readonly FormView[]
}

/** One row of the prompt: the claims that are answered from one record, all in the same form. */
export interface PromptLine {
  readonly key: string
  readonly collection: string
  /** `shipping`, `billing`, `home`, `work`, or null. */
  readonly purposeOf: string | null
  readonly claims: readonly {
    readonly claim: string
    readonly required: boolean
    readonly reason: string | null
  }[]
  readonly sensitive: boolean
  readonly candidates: readonly CandidateView[]
  /** What is chosen when the prompt opens: required rows ticked, optional ones not. */
  readonly suggested: { readonly record: string; readonly form: Form } | null
}
