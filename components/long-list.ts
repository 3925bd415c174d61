/** A long list of records to choose from: what of it is shown, and where the keyboard is. */

/** A record to choose, as one row. */
export interface ChooserRow {
  readonly id: string
  readonly label: string
  /** First line of what it holds. */
  readonly text: string
  /** What else tells it apart. */
  readonly more?: string
  readonly sensitive: boolean
}

/** Height of one row in the list, in CSS pixels; the style sheet says the same. */
export const ROW_HEIGHT = 46
/** Rows drawn above and below what is seen, so that none is missing while it scrolls. */
const AROUND = 6

/** Text as it is searched: without marks above letters, capitals and kinds of width. */
export function searchable(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Rows that hold every word of `query`, in their order. */
export function found(rows: readonly ChooserRow[], query: string): readonly ChooserRow[] {
  const words = searchable(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter(({ label, text, more = '' }) => {
    const all = searchable(`${label} ${text} ${more}`)
    return words.every((word) => all.includes(word))
  })
}

/** The rows to draw for a list that is scrolled to `top` and `height` high; `to` is past the last. */
export function drawn(
  count: number,
  top: number,
  height: number,
): { readonly from: number; readonly to: number } {
  const first = Math.floor(top / ROW_HEIGHT) - AROUND
  const last = Math.ceil((top + height) / ROW_HEIGHT) + AROUND
  return { from: Math.max(0, Math.min(first, count)), to: Math.max(0, Math.min(last, count)) }
}

/** Where a key takes the keyboard's place in the list; null for a key that moves nothing. */
export function moved(key: string, active: number, count: number, page: number): number | null {
  const to = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: count - 1,
  }[key]
  return to === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, to))
}

/** How far a list has to be scrolled so that a row is seen whole. */
export function scrolledTo(index: number, top: number, height: number): number {
  const start = index * ROW_HEIGHT
  if (start < top) return start
  return Math.max(top, start + ROW_HEIGHT - height)
}
