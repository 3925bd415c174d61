/**
 * How precise an answer is. `full` is the value itself; the others are computed on the device:
 * `year` and `over:N` of a birth date; `city`, `region`, `country` of an address; `given-name` of a name;
 * `alias` of an e-mail address; `last:3` of a telephone number.
 */
export type Form =
  | 'full'
  | 'year'
  | `over:${number}`
  | 'city'
  | 'region'
  | 'country'
  | 'given-name'
  | 'alias'
  | 'last:3'
