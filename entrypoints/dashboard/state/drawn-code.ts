import { encodeQR } from 'qr'

/** Most characters that a picture carries which a camera still reads from a screen. */
const MOST = 1_600

export const fitsPicture = (text: string): boolean => text.length <= MOST

/** A text as a QR code: its width in modules, the quiet edge included, and each run of dark ones as a rectangle of a path. */
export function drawn(text: string): { readonly size: number; readonly path: string } {
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: 4 })
  const parts: string[] = []
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      const from = x
      while (row[x + 1]) x++
      parts.push(`M${from} ${y}h${x - from + 1}v1H${from}z`)
    }
  })
  return { size: rows.length, path: parts.join('') }
}
