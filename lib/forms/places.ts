/**
 * What lists call a country or a region of one. Its names are heavy, so the preview loads it beside its first paint, and what has
 * no names has none of it.
 */
import { codesOf } from '@/lib/forms/country-codes'
import { bareName, plain, spellings } from '@/lib/forms/place-text'
import { REGIONS } from '@/lib/forms/region-table'
import { COUNTRIES } from '@/lib/records/country'

export interface Places {
  /** The other codes of a country, and whether a text is the number of any. */
  readonly codesOf: typeof codesOf
  isCountryNumber(text: string): boolean
  region(country: string, name: string): Region
}

/** One region as lists may have it. */
export interface Region {
  /** The person's own word for it first, unless that is a code. */
  readonly names: readonly string[]
  /** `CA`, `US-CA`; empty where the region is not known. */
  readonly codes: readonly string[]
  /** The codes of all regions of its country, as `CA`, by which a list of codes is known to be of it. */
  readonly ofCountry: ReadonlySet<string>
}

interface Division {
  /** The official one, and what people shorten the name to: `NLE`, `NL`. */
  readonly codes: readonly string[]
  readonly names: readonly string[]
}

const isShort = (name: string): boolean => /^\p{Lu}{2,5}$/u.test(name)

const known = new Map<string, readonly Division[]>()
const numbers = new Set(COUNTRIES.map((country) => Number(codesOf(country)?.number)))

function divisionsOf(country: string): readonly Division[] {
  const made = known.get(country)
  if (made) return made
  const divisions = (REGIONS[country] ?? '').split(';').flatMap((line): readonly Division[] => {
    const [, code, said = ''] = /^\s*(\S+) (.+)$/s.exec(line) ?? []
    const all = said.split('/')
    const names = all.filter((name) => !isShort(name))
    return code ? [{ codes: [code, ...all.filter(isShort)], names }] : []
  })
  known.set(country, divisions)
  return divisions
}

function region(country: string, name: string): Region {
  const divisions = divisionsOf(country)
  const wanted = new Set(spellings(name))
  const code = plain(name).replace(/ /g, '')
  const called = divisions.filter(({ names }) =>
    names.some((one) => spellings(one).some((it) => wanted.has(it))),
  )
  const coded = divisions.filter(({ codes }) =>
    codes.some((one) => plain(one) === code || plain(country + one) === code),
  )
  const bare = divisions.filter(({ names }) => names.some((one) => bareName(one) === bareName(name)))
  const found = [called, coded, bare].find((some) => some.length > 0) ?? []
  return {
    // A code stands for the names of its region, and is none.
    names: [...(found === coded ? [] : [name]), ...found.flatMap(({ names }) => names)],
    codes: found.flatMap(({ codes }) => codes.flatMap((one) => [one, `${country}-${one}`, country + one])),
    ofCountry: new Set(divisions.flatMap(({ codes }) => codes.map(plain))),
  }
}

export const places: Places = {
  codesOf,
  isCountryNumber: (text) => /^\d{1,3}$/.test(text) && numbers.has(Number(text)),
  region,
}
