import { useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { listText } from '@/components/lists'
import { OriginName } from '@/components/OriginName'
import { PART, Rich } from '@/components/rich'
import type { Picture, Thread } from '@/entrypoints/dashboard/state/who-has'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { SiteView } from '@/lib/protocol/app'
import { hrefOfValue, noteOfValue, nounOfValue } from './value-words'

/** Height of one row and the space between two, in CSS pixels: the lines are drawn to the same measure. */
const ROW = 48
const GAP = 8

type Side = 'value' | 'site'
interface Place {
  readonly side: Side
  readonly key: string
}

interface MapProps {
  readonly picture: Picture
  readonly nameOfValue: (link: Pick<Thread, 'collection' | 'record'>) => string
  readonly siteView: (origin: string) => SiteView
}

/** Values left, sites right, a line for each thing a site holds. Pointing at one end, or the arrow keys, lights its lines. */
export function HoldingMap({ picture, nameOfValue, siteView }: MapProps) {
  const { values, sites, links } = picture
  const [lit, setLit] = useState<Place | null>(null)
  const [home, setHome] = useState<Place>({ side: 'value', key: values[0] ?? '' })
  const element = useRef<HTMLElement>(null)
  const rows = Math.max(values.length, sites.length)
  const height = rows * (ROW + GAP) - GAP
  const touches = (link: Thread, place: Place) =>
    place.side === 'value' ? link.value === place.key : link.origin === place.key
  const isLit = (link: Thread) => lit === null || touches(link, lit)
  const shown = lit ? links.filter((link) => touches(link, lit)) : links
  const litValues = new Set(shown.map((link) => link.value))
  const litSites = new Set(shown.map((link) => link.origin))

  function go(place: Place): void {
    setHome(place)
    setLit(place)
    const found = element.current?.querySelector<HTMLElement>(
      `[data-side="${place.side}"][data-key="${CSS.escape(place.key)}"]`,
    )
    found?.focus()
  }

  function move(event: KeyboardEvent): void {
    const column = home.side === 'value' ? values : sites
    const at = column.indexOf(home.key)
    const rtl = getComputedStyle(event.currentTarget as HTMLElement).direction === 'rtl'
    const across =
      home.side === 'value' ? (rtl ? 'ArrowLeft' : 'ArrowRight') : rtl ? 'ArrowRight' : 'ArrowLeft'
    if (event.key === 'Escape') setLit(null)
    if (event.key === across) {
      const link = links.find((candidate) => touches(candidate, home))
      if (link)
        go(home.side === 'value' ? { side: 'site', key: link.origin } : { side: 'value', key: link.value })
    } else {
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: column.length - 1 }[event.key]
      const next = to === undefined ? undefined : column[to]
      if (next === undefined) return
      go({ side: home.side, key: next })
    }
    event.preventDefault()
  }

  /** Where Tab comes in: the last place, or the first value when the filters took it away. */
  const entry: Place = (home.side === 'value' ? values : sites).includes(home.key)
    ? home
    : { side: 'value', key: values[0] ?? '' }
  const node = (place: Place) => ({
    'data-side': place.side,
    'data-key': place.key,
    tabIndex: entry.side === place.side && entry.key === place.key ? 0 : -1,
    onPointerEnter: () => setLit(place),
    onFocus: () => {
      setHome(place)
      setLit(place)
    },
  })

  return (
    <div class="map-frame">
      <section
        ref={element}
        class="map"
        aria-label={i18n.t('dashboard.map.title')}
        aria-describedby="map-hint"
        style={{ '--map-row': `${ROW}px`, '--map-gap': `${GAP}px` }}
        onKeyDown={move}
        onPointerLeave={() => setLit(null)}
        onFocusOut={(event) => {
          if (!element.current?.contains(event.relatedTarget as Node | null)) setLit(null)
        }}
      >
        <ul class="map-column" aria-label={i18n.t('dashboard.map.values')}>
          {values.map((value) => {
            const held = links.filter((link) => link.value === value)
            const first = held[0]
            if (!first) return null
            const old = held.some((link) => !link.current)
            return (
              <li key={value}>
                <a
                  href={hrefOfValue(first)}
                  class={litValues.has(value) ? 'map-node' : 'map-node map-dim'}
                  {...node({ side: 'value', key: value })}
                >
                  <span class="map-name" dir="auto">
                    {nameOfValue(first)}
                  </span>
                  <span class="map-note">
                    {noteOfValue(first)}
                    {old ? <span class="old-mark"> · {i18n.t('dashboard.map.legendOld')}</span> : null}
                  </span>
                  <span class="unseen">{i18n.t('dashboard.data.sites', held.length)}</span>
                </a>
              </li>
            )
          })}
        </ul>
        <svg
          class="map-lines"
          viewBox={`0 0 100 ${height}`}
          style={{ blockSize: `${height}px` }}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {[...links]
            .sort((one, two) => Number(isLit(one)) - Number(isLit(two)))
            .map((link) => (
              <path
                key={link.key}
                class={lineClass(link, lit !== null && isLit(link), isLit(link))}
                d={lineOf(link, values, sites)}
              />
            ))}
        </svg>
        <ul class="map-column" aria-label={i18n.t('dashboard.map.sites')}>
          {sites.map((origin) => (
            <li key={origin}>
              <a
                href={`#/sites/${encodeURIComponent(origin)}`}
                class={litSites.has(origin) ? 'map-node' : 'map-node map-dim'}
                {...node({ side: 'site', key: origin })}
              >
                <span class="map-name">
                  <OriginName site={siteView(origin)} room={28} />
                </span>
                <span class="map-note">{noteOfSite(links, origin)}</span>
              </a>
            </li>
          ))}
        </ul>
      </section>
      <div class="map-foot">
        <p class="map-says" aria-live="polite">
          {lit ? (
            <Says lit={lit} links={shown} nameOfValue={nameOfValue} siteView={siteView} />
          ) : (
            <span id="map-hint">{i18n.t('dashboard.map.hint')}</span>
          )}
        </p>
        <ul class="legend">
          <li class="legend-current">{i18n.t('dashboard.map.legendCurrent')}</li>
          <li class="legend-old">{i18n.t('dashboard.map.legendOld')}</li>
          <li class="legend-ended">{i18n.t('dashboard.map.legendEnded')}</li>
        </ul>
      </div>
    </div>
  )
}

function Says({
  lit,
  links,
  nameOfValue,
  siteView,
}: { readonly lit: Place; readonly links: readonly Thread[] } & Omit<MapProps, 'picture'>) {
  const first = links[0]
  if (!first) return null
  const old = links.filter((link) => !link.current).length
  const values = links.reduce((sum, { records }) => sum + records, 0)
  const text =
    lit.side === 'value'
      ? i18n.t('dashboard.map.valueSays', links.length, [numberText(links.length), PART[0]])
      : i18n.t('dashboard.map.siteSays', values, [numberText(values), PART[0]])
  const subject =
    lit.side === 'value' ? <bdi>{nameOfValue(first)}</bdi> : <OriginName site={siteView(first.origin)} />
  return (
    <>
      <Rich text={text} parts={[subject]} />
      {old > 0 ? <span class="old-mark"> {i18n.t('dashboard.map.oldSays', old)}</span> : null}
    </>
  )
}

function noteOfSite(links: readonly Thread[], origin: string): string {
  const held = links.filter((link) => link.origin === origin)
  return listText([...new Set(held.map(nounOfValue))].slice(0, 3))
}

function lineClass(link: Thread, bright: boolean, shown: boolean): string {
  const kind = link.current ? 'current' : 'old'
  const classes = ['map-line', `map-line-${kind}`]
  if (!link.live) classes.push('map-line-ended')
  if (bright) classes.push('map-line-bright')
  if (!shown) classes.push('map-line-dim')
  return classes.join(' ')
}

function lineOf(link: Thread, values: readonly string[], sites: readonly string[]): string {
  const from = values.indexOf(link.value) * (ROW + GAP) + ROW / 2
  const to = sites.indexOf(link.origin) * (ROW + GAP) + ROW / 2
  return `M0 ${from} C 45 ${from}, 55 ${to}, 100 ${to}`
}
