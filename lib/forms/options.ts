import type { Concept } from '@/lib/forms/concept'
import type { ControlDescription } from '@/lib/forms/description'
import { isMonths, numberIn } from '@/lib/forms/express-month'
import { fold } from '@/lib/forms/text'
import { COUNTRIES } from '@/lib/records/country'

type Option = ControlDescription['options'][number]

/** What the choices of a control say it is for. */
export interface Choices {
  readonly concept: Concept
  /** For years: how far they go. */
  readonly span?: number
}

/** Names of countries and months in the languages of a page; made once for each of them. */
const countryNames = new Map<string, ReadonlySet<string>>()
const monthNames = new Map<string, ReadonlySet<string>>()
const CODES: ReadonlySet<string> = new Set(COUNTRIES)

function countriesIn(language: string): ReadonlySet<string> {
  const known = countryNames.get(language)
  if (known) return known
  const names = new Set<string>()
  try {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const code of COUNTRIES) {
      const name = display.of(code)
      if (name) names.add(fold(name))
    }
  } catch {
    // Not a language: then it has no names either.
  }
  countryNames.set(language, names)
  return names
}

function monthsIn(language: string): ReadonlySet<string> {
  const known = monthNames.get(language)
  if (known) return known
  const names = new Set<string>()
  for (const month of ['long', 'short'] as const)
    try {
      const format = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' })
      const alone = new Intl.DateTimeFormat(language, { month, day: 'numeric', timeZone: 'UTC' })
      for (let at = 0; at < 12; at++) {
        const date = new Date(Date.UTC(2024, at, 15))
        names.add(fold(format.format(date)).replace('.', ''))
        const part = alone.formatToParts(date).find(({ type }) => type === 'month')
        if (part) names.add(fold(part.value).replace('.', ''))
      }
    } catch {
      // Not a language: then it has no names either.
    }
  monthNames.set(language, names)
  return names
}

/** Anchors by which the first-level divisions of countries with select boxes are recognised, folded. */
const REGIONS = new Set(
  `alabama;alaska;arizona;california;ontario;quebec;alberta;manitoba;bayern;hessen;sachsen;berlin;hamburg;wien;steiermark;tirol;vorarlberg;karnten;北海道;東京都;
  青森県;岩手県;大阪府;北京市;北京;上海;上海市;天津;天津市;河北;广东;广东省;浙江省;台北市;新北市;香港島;香港岛;九龍;九龙;新界;桃園市;高雄市;서울;서울특별시;경기도;부산광역시;경기;부산;인천;대구;agrigento;alessandria;ancona;arezzo;alava;albacete;
  alicante;almeria;asturias;avila;acre;alagoas;amapa;bahia;ceara;sp;rj;mg;aguascalientes;jalisco;chiapas;oaxaca;durango;victoria;queensland;tasmania;new south wales;nsw;qld;vic;maharashtra;
  karnataka;kerala;punjab;assam;bihar;goa;dolnoslaskie;mazowieckie;malopolskie;kujawsko-pomorskie;adana;adiyaman;ankara;afyon;afyonkarahisar;alba;arad;arges;aargau;bern;luzern;uri;geneve;zurich;
  aveiro;beja;braga;coimbra;ain;aisne;allier;bretagne;ile-de-france;normandie;avon;bedfordshire;berkshire;cornwall;devon;carlow;cavan;clare;cork;donegal;drenthe;flevoland;friesland;gelderland;antwerpen;
  limburg;antioquia;boyaca;cundinamarca;catamarca;chaco;chubut;cordoba;buenos aires;antofagasta;atacama;valparaiso;arequipa;cusco;lima;baranya;bekes;budapest;pest;jihocesky;jihomoravsky;jihomoravsky kraj;
  αττικη;αττικης;θεσσαλονικης;αχαιας;вінницька;київська;львівська;московская область;москва;санкт-петербург;ленинградская область;алтайский край;blekinge;dalarna;skane;skane lan;stockholms lan;agder;innlandet;
  viken;uusimaa;pirkanmaa;hovedstaden;sjaelland;johor;kedah;selangor;aceh;bali;banten;jawa barat;an giang;ha noi;gauteng;eastern cape;western cape;abia;lagos;القاهره;الرياض;مكه;دبي;ابوظبي;abu dhabi;dubai`
    .split(/[;\n]\s*/)
    .map((name) => fold(name).trim()),
)

const SEXES = new Set(
  `male female man woman men women m f mannlich weiblich mann frau homme femme masculin feminin hombre mujer masculino femenino feminino maschio femmina uomo
  donna homem mulher vrouw mezczyzna kobieta мужской женский муж жен erkek kadin bay bayan 男 女 男性 女性 남 여 남자 여자 남성 여성 kvinna kvinde mies nainen
  muz zena ferfi no masculine feminine ذكر انثي divers diverse non-binary nonbinary d w h`
    .split(/\s+/)
    .map(fold),
)

const TITLES = new Set(
  `mr mrs ms miss mx dr prof sir madam mister herr frau m mme mlle monsieur madame mademoiselle sr sra srta senor senora senorita sig dott dott.ssa signor
  signora dhr mevr de mevrouw mijnheer meneer pan pani bay bayan fru froken rev lady lord dame hon don dona senhor senhora firma
  divers herrn г-н г-жа господин госпожа 様 先生 女士 小姐 mevr. dhr. السيد السيدة الآنسة`
    .split(/\s+/)
    .map((word) => fold(word).replaceAll('.', '')),
)

const BRANDS =
  /\b(?:visa|master ?card|maestro|amex|american express|discover|diners|jcb|carte bleue|cartasi|postepay|elo|hipercard|union ?pay|mir)\b/

const share = (options: readonly Option[], is: (option: Option) => boolean): number =>
  options.filter(is).length / options.length

/** What a control's options say; null where they say nothing. The first may be a prompt, as “Please choose”. */
export function conceptOfOptions(all: readonly Option[], languages: readonly string[]): Choices | null {
  const options = all.filter(({ text, value }) => text !== '' || value !== '')
  const real = options.filter(({ value, text }) => value !== '' && !/^[-\s.*—–]*$/.test(text))
  if (real.length < 2) return null
  const texts = real.map(({ text, value }) => fold(text || value).trim())
  return (
    dialOf(real, texts) ??
    dialByName(texts, languages) ??
    countryOf(real, texts, languages) ??
    partOfDate(real, texts, languages) ??
    small(real, texts)
  )
}

function dialOf(real: readonly Option[], texts: readonly string[]): Choices | null {
  const shown = texts.filter((text) => DIAL.test(text) && !MEASURE.test(text)).length / texts.length
  // Banks have codes such as 003.
  const values = share(real, ({ value }) => /^(?:\+\d{1,4}|00(?:[17]|[1-9]\d{1,3}))$/.test(value))
  // A list of few has to be one throughout.
  const least = real.length < 4 ? 0.99 : 0.6
  const begins = real.length >= 4 || texts.every((text) => text.startsWith('+'))
  return (shown > least && begins) || values > least ? { concept: 'tel-country-code' } : null
}

/** “Deutschland (49)”: a country for each line and a number behind it, which districts of a town have as well. */
function dialByName(texts: readonly string[], languages: readonly string[]): Choices | null {
  const said = texts.slice(0, 20).map((text) => NUMBERED.exec(text)?.[1] ?? '')
  if (said.includes('') || new Set(said).size < said.length) return null
  for (const language of new Set([...languages.slice(0, 2), 'en'])) {
    const names = [...countriesIn(language)]
    const known = said.filter((text) => names.some((name) => text.startsWith(name) || name.startsWith(text)))
    if (known.length / said.length > (said.length < 4 ? 0.99 : 0.6)) return { concept: 'tel-country-code' }
  }
  return null
}

const NUMBERED = /^(\p{L}[^\d(（]+?)[\s(（]*\d{1,4}[)）]?$/u

/** “+5 km” is around a place. */
const MEASURE = /\+\s?(?:0\b|\d+\s?(?:km|mi|miles|%|€|£|\$))/i

const DIAL = /(?:^|[\s(])(?:\+\s?\d{1,4}|00\s?(?:[17]|[1-9]\d{1,3}))\b/

function countryOf(
  real: readonly Option[],
  texts: readonly string[],
  languages: readonly string[],
): Choices | null {
  const sample = texts.slice(0, 40)
  const anchors = texts.filter((text) => REGIONS.has(text)).length
  const coded = real.slice(0, 40).filter(({ value }) => CODES.has(value.toUpperCase())).length
  // Codes of two letters are those of states as well, whose names say so.
  if (anchors < 2 && real.length >= 30 && coded / sample.length > 0.9) return { concept: 'country' }
  if (real.length < 3) return null
  // The page's own language first: the names of another are made only where its own do not fit.
  for (const language of new Set([...languages.slice(0, 2), 'en'])) {
    const names = countriesIn(language)
    const named = sample.filter((text) => names.has(text)).length
    if (anchors >= 2 && named < anchors + 2) return { concept: 'address-level1' }
    if (named >= 3 && named / sample.length > 0.5) return { concept: 'country' }
    if (real.length >= 30 && named >= 8 && coded / sample.length > 0.6) return { concept: 'country' }
  }
  return null
}

function partOfDate(
  real: readonly Option[],
  texts: readonly string[],
  languages: readonly string[],
): Choices | null {
  const numbers = texts.map((text) => (NUMBER.test(text) ? (numberIn(text) ?? Number.NaN) : Number.NaN))
  const known = numbers.filter((number) => !Number.isNaN(number))
  if (known.length >= texts.length - 2 && known.length >= 4) {
    const [least, most] = [Math.min(...known), Math.max(...known)]
    if ((least >= 1870 && most <= 2150) || (least >= 2400 && most <= 2700))
      return { concept: 'year?', span: most - least }
    if (least <= 1 && most === 31 && known.length >= 28) return { concept: 'day?' }
    if (least <= 1 && most === 12 && known.length <= 13 && known.length >= 11) return { concept: 'month?' }
    if (least >= 15 && most <= 70 && known.length >= 5 && known.length <= 25 && consecutive(known))
      return { concept: 'year?', span: most - least }
    return null
  }
  if (real.length < 11 || real.length > 14) return null
  const months = [...new Set(['en', ...languages])].slice(0, 3).map(monthsIn)
  const named = texts.filter(
    (text) =>
      (text.match(/[\p{L}\p{M}]{3,}|\d+月/gu) ?? []).some((word) =>
        months.some((names) => names.has(word)),
      ) || /^(?:0?[1-9]|1[0-2])\s*[-–/(]/.test(text),
  ).length
  return named >= 9 || isMonths(real, languages) ? { concept: 'month?' } : null
}

/** A number in the digits of any page, alone or as a day, a month or a year is written. */
const NUMBER = /^\p{Nd}{1,4}(?:[年月日년월일.]|st|nd|rd|th|er|\s?г\.?)?$/u

const consecutive = (numbers: readonly number[]): boolean =>
  numbers.every((number, at) => at === 0 || number === (numbers[at - 1] ?? 0) + 1)

function small(real: readonly Option[], texts: readonly string[]): Choices | null {
  if (real.length > 12) return null
  if (texts.filter((text) => BRANDS.test(text)).length >= 2) return { concept: 'cc-type' }
  const bare = texts.map((text) => text.replaceAll('.', ''))
  const title = bare.filter((text) => text.split(/[\s/]+/).every((word) => TITLES.has(word))).length
  const sex = bare.filter((text) => SEXES.has(text)).length
  if (sex >= 2 && sex >= title) return { concept: 'sex' }
  if (title >= 2 && title / bare.length >= 0.4) return { concept: 'honorific-prefix' }
  return null
}
