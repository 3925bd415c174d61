import { i18n } from '#i18n'
import type { PageDescription } from '@/lib/forms/description'
import type { FillRow } from '../state'

/** Higher than this a picture is no longer taken in at a glance, in pixels of this window. */
const HEIGHT = 150
const WIDTH = 400
/** A page's width of a form; narrower ones stand alone in the middle. */
const LEAST_WIDTH = 480
const MOST = 300

/** The form as it stands in the page: a box for each field, full where something would go in. */
export function Picture({
  page,
  rows,
}: {
  readonly page: PageDescription
  readonly rows: readonly FillRow[]
}) {
  const filled = new Set(rows.filter(({ ticked }) => ticked).map(({ field }) => field.control.control))
  const known = new Set(rows.map(({ field }) => field.control.control))
  const forms = new Set(rows.map(({ field }) => field.control.form))
  const shown = page.controls
    .filter(({ control, unseen, form, box }) => {
      // A list that opens later is closed now, and a person sees it all the same.
      const isThere = unseen === null || known.has(control)
      return isThere && forms.has(form) && box.width > 0
    })
    .slice(0, MOST)
  if (known.size < 2) return null
  const left = Math.min(...shown.map(({ box }) => box.x))
  const top = Math.min(...shown.map(({ box }) => box.y))
  const width = Math.max(LEAST_WIDTH, Math.max(...shown.map(({ box }) => box.x + box.width)) - left)
  const height = Math.max(...shown.map(({ box }) => box.y + box.height)) - top
  const scale = Math.min(WIDTH / width, HEIGHT / height)
  // A long form is pressed together rather than cut: its order is what counts.
  const across = Math.max(scale, Math.min(WIDTH / width, 0.4))
  return (
    <svg
      class="picture"
      role="img"
      aria-label={i18n.t('fill.picture', shown.length, [String(shown.length), String(filled.size)])}
      viewBox={`-4 -4 ${width * across + 8} ${height * scale + 8}`}
      width={width * across + 8}
      height={height * scale + 8}
    >
      {shown.map(({ control, box }) => (
        <rect
          key={control}
          class={filled.has(control) ? 'box-filled' : known.has(control) ? 'box-known' : 'box-other'}
          x={(box.x - left) * across}
          y={(box.y - top) * scale}
          width={Math.max(3, box.width * across - 2)}
          height={Math.max(3, Math.min(box.height * scale, 14))}
          rx={2}
        />
      ))}
    </svg>
  )
}
