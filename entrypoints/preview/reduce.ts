import { fromBase64Url, toBase64Url } from '@/lib/base/bytes'
import type { PictureFile } from './core'
import type { PictureKind } from './files'

const QUALITY = 0.82

/**
 * The picture drawn anew, at most `longest` pixels on its longer side: nothing of what a camera noted is in the new file.
 * @param as what it is called and what it is. @returns null where the browser cannot draw it, or not write it so.
 */
export async function reduce(
  file: PictureFile,
  longest: number,
  as: { readonly name: string; readonly type: PictureKind },
): Promise<PictureFile | null> {
  const { name, type } = as
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
  if (type === 'image/jpeg') {
    // What was transparent would come out black.
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, canvas.width, canvas.height)
  }
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const made = await canvas.convertToBlob({ type, quality: QUALITY })
  // A browser that cannot write a kind writes PNG, which the control may not take.
  if (made.type !== type) return null
  return { name, type, data: toBase64Url(new Uint8Array(await made.arrayBuffer())) }
}
