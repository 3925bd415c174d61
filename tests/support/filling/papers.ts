import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '../browsers/browser'
import { poll } from '../browsers/polling'

/** Papers and photographs of the person's, made here and kept in the vault as documents. */

export interface Paper {
  readonly title: string
  /** As the form for documents names it: `membership`, `passport` … */
  readonly kind: string
  readonly file: string
  readonly bytes: Uint8Array
}

/** What a camera writes beside its picture: the words a test looks for where they must not be. */
export const PLACE = 'GPS 51.5072 N 0.1276 W'

/** A PDF as far as anybody looks at its first bytes. */
export const pdf = (text: string): Uint8Array => new TextEncoder().encode(`%PDF-1.4\n% ${text}\n`)

/** A photograph larger than a smaller copy may be, 2,400 by 1,800, with EXIF that says where it was taken. */
export async function photograph(page: Page): Promise<Uint8Array> {
  const drawn = String(
    await page.evaluate(`(async () => {
      const canvas = new OffscreenCanvas(2400, 1800)
      const pen = canvas.getContext('2d')
      for (let row = 0; row < 60; row++) {
        pen.fillStyle = 'hsl(' + row * 6 + ' 60% 60%)'
        pen.fillRect(row * 40, 0, 40, 1800)
      }
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
      const bytes = new Uint8Array(await blob.arrayBuffer())
      return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))
    })()`),
  )
  const plain = Buffer.from(drawn, 'base64')
  const said = Buffer.from(`Exif\0\0${PLACE}`)
  // APP1 right behind the start of the image (JEITA CP-3451, 4.5.4).
  const head = Buffer.from([0xff, 0xe1, 0, said.length + 2])
  return Buffer.concat([plain.subarray(0, 2), head, said, plain.subarray(2)])
}

/** Keeps each as a document, in the dashboard. */
export async function addPapers(board: Page, papers: readonly Paper[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'selfstead-papers-'))
  const dialog = 'dialog[open]'
  for (const { title, kind, file, bytes } of papers) {
    const path = join(folder, file)
    await writeFile(path, bytes)
    await board.evaluate(`location.hash = '#/my-data/add/documents'`)
    await board.fill({ field: 'Title', within: dialog }, title)
    await board.fill({ field: /^Kind/, within: dialog }, kind)
    await board.setFiles(`${dialog} input[type=file]`, [path])
    await board.click({ role: 'button', name: 'Keep', within: dialog })
    await poll('the document to be kept', async () => ((await board.count(dialog)) === 0 ? true : null))
  }
}
