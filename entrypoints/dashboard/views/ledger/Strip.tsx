import { useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { localeTag } from '@/components/locale'
import { dateText } from '@/components/time-text'
import type { Bar } from '@/entrypoints/dashboard/state/days'
import type { Brush } from '@/entrypoints/dashboard/state/ledger'

const HEIGHT = 40
const WEEK = 7

/** Disclosures over time. A part is chosen by dragging over the bars or with the arrow keys on the two handles. */
export function Strip({
  bars,
  brush,
  onBrush,
}: {
  readonly bars: readonly Bar[]
  readonly brush: Brush | null
  readonly onBrush: (brush: Brush | null) => void
}) {
  const track = useRef<HTMLDivElement>(null)
  const start = useRef<number | null>(null)
  const last = bars.length - 1
  const chosen = brush ?? { first: 0, last }
  const most = Math.max(1, ...bars.map((bar) => bar.count))
  const now = bars[last]?.to ?? 0

  function barAt(event: PointerEvent): number {
    const box = track.current?.getBoundingClientRect()
    if (!box || !track.current) return 0
    const rtl = getComputedStyle(track.current).direction === 'rtl'
    const part = (rtl ? box.right - event.clientX : event.clientX - box.left) / box.width
    return Math.max(0, Math.min(last, Math.floor(part * bars.length)))
  }

  function set(first: number, end: number): void {
    const low = Math.max(0, Math.min(first, end))
    const high = Math.min(last, Math.max(first, end))
    onBrush(low === 0 && high === last ? null : { first: low, last: high })
  }

  function step(event: KeyboardEvent, end: 'first' | 'last'): void {
    const rtl = getComputedStyle(event.currentTarget as HTMLElement).direction === 'rtl'
    const forward = rtl ? 'ArrowLeft' : 'ArrowRight'
    const backward = rtl ? 'ArrowRight' : 'ArrowLeft'
    const at = chosen[end]
    const moved = {
      [forward]: at + 1,
      [backward]: at - 1,
      ArrowUp: at + 1,
      ArrowDown: at - 1,
      PageUp: at + WEEK,
      PageDown: at - WEEK,
      Home: 0,
      End: last,
    }[event.key]
    if (event.key === 'Escape') onBrush(null)
    if (moved === undefined) return
    event.preventDefault()
    if (end === 'first') set(Math.max(0, Math.min(moved, chosen.last)), chosen.last)
    else set(chosen.first, Math.min(last, Math.max(moved, chosen.first)))
  }

  const dayOf = (at: number) => dateText(at, now)
  const handle = (end: 'first' | 'last', label: string) => {
    const index = chosen[end]
    const bar = bars[index]
    const day = end === 'first' ? (bar?.from ?? 0) : (bar?.to ?? 1) - 1
    return (
      <div
        class="strip-handle"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={index}
        aria-valuetext={dayOf(day)}
        style={{ insetInlineStart: `${((end === 'first' ? index : index + 1) / bars.length) * 100}%` }}
        onKeyDown={(event) => step(event, end)}
      />
    )
  }

  return (
    <section class="strip" aria-label={i18n.t('dashboard.ledger.strip')}>
      <div
        ref={track}
        class="strip-track"
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          start.current = barAt(event)
          set(start.current, start.current)
        }}
        onPointerMove={(event) => {
          if (start.current !== null) set(start.current, barAt(event))
        }}
        onPointerUp={() => {
          start.current = null
        }}
        onPointerCancel={() => {
          start.current = null
        }}
      >
        <svg
          class="strip-bars"
          viewBox={`0 0 ${bars.length} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={i18n.t('dashboard.ledger.stripHint')}
        >
          {bars.map((bar, index) => {
            const size = bar.count === 0 ? 0.75 : Math.max(3, (bar.count / most) * HEIGHT)
            const inside = index >= chosen.first && index <= chosen.last
            return (
              <rect
                key={bar.from}
                class={bar.count === 0 ? 'bar bar-none' : inside ? 'bar' : 'bar bar-outside'}
                x={index + 0.12}
                y={HEIGHT - size}
                width={0.76}
                height={size}
              >
                <title>
                  {i18n.t('dashboard.ledger.bar', bar.count, [String(bar.count), dayOf(bar.from)])}
                </title>
              </rect>
            )
          })}
        </svg>
        {brush ? (
          <div
            class="strip-chosen"
            style={{
              insetInlineStart: `${(brush.first / bars.length) * 100}%`,
              inlineSize: `${((brush.last - brush.first + 1) / bars.length) * 100}%`,
            }}
          />
        ) : null}
        {handle('first', i18n.t('dashboard.ledger.stripFrom'))}
        {handle('last', i18n.t('dashboard.ledger.stripTo'))}
      </div>
      <div class="strip-foot">
        {brush ? (
          <>
            <strong>
              {new Intl.DateTimeFormat(localeTag(), {
                day: 'numeric',
                month: 'long',
                year: 'numeric',
              }).formatRange(bars[brush.first]?.from ?? 0, (bars[brush.last]?.to ?? 1) - 1)}
            </strong>
            <Button kind="plain" size="small" onPress={() => onBrush(null)}>
              {i18n.t('dashboard.ledger.allTime')}
            </Button>
          </>
        ) : (
          <>
            <span>{dayOf(bars[0]?.from ?? 0)}</span>
            <span>{i18n.t('dashboard.ledger.today')}</span>
          </>
        )}
      </div>
    </section>
  )
}
