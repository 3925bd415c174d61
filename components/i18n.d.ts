import type { GeneratedI18nStructure } from '../.wxt/i18n/structure'

/**
 * What `#i18n` is, in types that are cheap to check: which keys there are, whether a text counts something, and how many parts
 * are set into it. The module's own say the same in generic calls over all keys, and cost the compiler five times all the rest.
 */
type Features<Counts extends boolean, Parts extends number> = {
  readonly plural: Counts
  readonly substitutions: Parts
}
type Key<Counts extends boolean, Parts extends number> = {
  [Name in keyof GeneratedI18nStructure]: GeneratedI18nStructure[Name] extends Features<Counts, Parts>
    ? Name
    : never
}[keyof GeneratedI18nStructure]
type Part = string | number

interface Text {
  (key: Key<false, 0>): string
  (key: Key<false, 1>, parts: [Part]): string
  (key: Key<false, 2>, parts: [Part, Part]): string
  (key: Key<false, 3>, parts: [Part, Part, Part]): string
  (key: Key<false, 4>, parts: [Part, Part, Part, Part]): string
  (key: Key<true, 0>, count: number): string
  /** The part is the number itself, where nothing else is said. */
  (key: Key<true, 1>, count: number, parts?: [Part]): string
  (key: Key<true, 2>, count: number, parts: [Part, Part]): string
  (key: Key<true, 3>, count: number, parts: [Part, Part, Part]): string
}

export declare const i18n: { readonly t: Text }
export type { GeneratedI18nStructure }
