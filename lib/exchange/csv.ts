import type { Json } from '@/lib/base/json'

/**
 * CSV after RFC 4180: CRLF, every cell quoted that needs it. Cells that a spreadsheet would run as a formula get an
 * apostrophe in front (CWE-1236); the JSON beside it holds the exact value.
 * @param rows one object per row; a missing member is an empty cell.
 */
export function toCsv(
  columns: readonly string[],
  rows: readonly { readonly [column: string]: Json }[],
): string {
  const lines = [
    columns,
    ...rows.map((row) => columns.map((column) => (Object.hasOwn(row, column) ? row[column] : null))),
  ]
  return lines.map((cells) => `${cells.map((cell) => toCell(cell ?? null)).join(',')}\r\n`).join('')
}

/** First characters that spreadsheets take for the start of a formula, in their full-width forms too. */
const FORMULA = /^[=+\-@\t\r\0\uFF1D\uFF0B\uFF0D\uFF20]/

function toCell(value: Json): string {
  if (value === null) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}
