import { fromBase64Url, toBase64Url } from '@/lib/base/bytes'
import type { PictureFile } from './core'

const QUALITY = 0.82

/**
 * The picture drawn anew, at most `longest` pixels on its longer side: nothing of what a camera noted is in the new file.
 * @returns null where the browser cannot draw it.
 */
export async function reduce(file: PictureFile, longest: number): Promise<PictureFile | null> {
  const bytes = fromBase64Url(file.data)
  if (!bytes) return null
  const picture = await createImageBitmap(
    new Blob([bytes as Uint8Array<ArrayBuffer>], { type: file.type }),
  ).catch(() => null)
  if (!picture) return null
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(picture.width * scale)),
    Math.max(1, Math.round(picture.height * scale)),
  )
  const pen = canvas.getContext('2d')
  if (!pen) return null
  // What was transparent would come out black.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const made = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
  const name = `${file.name.replace(/\.[a-z0-9]{1,5}$/i, '')}.jpg`
  return { name, type: 'image/jpeg', data: toBase64Url(new Uint8Array(await made.arrayBuffer())) }
}
