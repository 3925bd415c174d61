import { PERSIAN, THAI } from '@/lib/forms/words/asian'
import { ESTONIAN, LATVIAN, LITHUANIAN } from '@/lib/forms/words/baltic'
import { CZECH, HUNGARIAN, ROMANIAN } from '@/lib/forms/words/central'
import { DUTCH } from '@/lib/forms/words/dutch'
import { CHINESE, JAPANESE, KOREAN, ROMAJI } from '@/lib/forms/words/eastern'
import { CODES, ENGLISH } from '@/lib/forms/words/english'
import { FRENCH } from '@/lib/forms/words/french'
import { BULGARIAN, CROATIAN, HEBREW, INDONESIAN, VIETNAMESE } from '@/lib/forms/words/further'
import { GERMAN } from '@/lib/forms/words/german'
import { ITALIAN } from '@/lib/forms/words/italian'
import { DANISH, FINNISH, SWEDISH } from '@/lib/forms/words/northern'
import { PEOPLE } from '@/lib/forms/words/people'
import { POLISH } from '@/lib/forms/words/polish'
import { PORTUGUESE } from '@/lib/forms/words/portuguese'
import { RUSSIAN, TRANSLITERATED, UKRAINIAN } from '@/lib/forms/words/russian'
import { ARABIC, GREEK, HINDI } from '@/lib/forms/words/southern'
import { SPANISH } from '@/lib/forms/words/spanish'
import { TURKISH } from '@/lib/forms/words/turkish'
import type { Words } from '@/lib/forms/words/words'

/** Norwegian is read with the Danish table. Where two languages give a phrase different meanings, the earlier one holds. */
export const ALL_WORDS: readonly Words[] = [
  ENGLISH,
  GERMAN,
  FRENCH,
  SPANISH,
  ITALIAN,
  PORTUGUESE,
  DUTCH,
  POLISH,
  RUSSIAN,
  TURKISH,
  JAPANESE,
  CHINESE,
  KOREAN,
  SWEDISH,
  DANISH,
  FINNISH,
  CZECH,
  HUNGARIAN,
  ROMANIAN,
  GREEK,
  UKRAINIAN,
  ARABIC,
  HINDI,
  CROATIAN,
  BULGARIAN,
  HEBREW,
  VIETNAMESE,
  INDONESIAN,
  ESTONIAN,
  LATVIAN,
  LITHUANIAN,
  THAI,
  PERSIAN,
  ...PEOPLE,
]

/** What names and ids are made of besides. */
export const ALL_CODES: readonly Words[] = [CODES, ROMAJI, TRANSLITERATED]
