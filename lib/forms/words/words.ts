/**
 * What a word or a phrase of a form speaks of, in the smallest notions that languages share. A label is a set of them:
 * “name on card”, “Karteninhaber” and “titulaire de la carte” all speak of a card and its holder.
 */
export const ATOMS = [
  // of a person
  'name',
  'first',
  'last',
  'middle',
  'full',
  'nick',
  'prefix',
  'suffix',
  'kana',
  'sex',
  'title',
  'job',
  'company',
  // of a place
  'address',
  'street',
  'house',
  'line',
  'unit',
  'flat',
  'extra',
  'city',
  /** A word for a town that is one for a part of it where a town is asked for as well. */
  'locality',
  'district',
  /** Within a district: mahalle, ward, kelurahan. */
  'ward',
  'region',
  /** A part of a region where a region is asked for as well. */
  'county',
  'postal',
  'country',
  // ways to reach
  'phone',
  'fax',
  'email',
  'extension',
  'area',
  'dial',
  'website',
  // of time
  'date',
  'day',
  'month',
  'year',
  'birth',
  // of a card
  'card',
  'csc',
  'expiry',
  'holder',
  // heads that say little alone
  'number',
  'code',
  'kind',
  'place',
  'confirm',
  'first-one',
  'second-one',
  'third-one',
  // none of ours
  'user',
  'password',
  'search',
  'captcha',
  'once',
  'comment',
  'bait',
  'other',
  'context',
  'someone',
  /** Of two who disagree the one who does not fill the form: nobody reports themselves. */
  'opponent',
  /** What has a name and an address of its own and is nobody: a school, a boat, a place where something is held. */
  'thing',
  /** One of several persons of a form: a parent, a player, a passenger. */
  'role',
  /** Whom to speak to: of a firm, or of who fills the form. */
  'contact',
  /** What who fills a form is there: a customer, a patient. */
  'person',
  /** Who fills a form for a child, or is beside who fills it. */
  'guardian',
  /** What a part of the form about who fills it is called. */
  'self',
  /** Where somebody was born, which is nobody's address. */
  'birthplace',
  // whose address it is
  'shipping',
  'billing',
] as const

export type Atom = (typeof ATOMS)[number]

/**
 * The words of one language. A key is one atom or several with spaces; its value holds phrases with commas between. With `~`
 * before it, a phrase counts only on pages that seem to be in this language, because it means something else in another.
 * With `=` before it, it is read with its silent words.
 */
export interface Words {
  /** BCP 47 primary language; `code` for the abbreviations of programmers, which only names and ids use. */
  readonly language: string
  readonly words: { readonly [atoms: string]: string }
  /** Words that say nothing: they are taken out before phrases are looked for. */
  readonly silent?: string
}
