/** Longest side a picture is read at: a photo has more than a code needs, and every pixel is looked at. */
const LONGEST = 1_600

/** The text of the code in a picture; null where there is none, or where it is no picture. */
export async function readPicture(file: Blob): Promise<string | null> {
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(file)
  } catch {
    return null
  }
  try {
    return await readCode(picture, picture.width, picture.height)
  } finally {
    picture.close()
  }
}

/** The text of the code in what is to be seen now, a frame of a camera or a picture. */
export async function readCode(
  from: CanvasImageSource,
  width: number,
  height: number,
): Promise<string | null> {
  // Larger than all the rest of this page, and of use only here.
  const { decodeQR } = await import('qr/decode.js')
  const scale = Math.min(1, LONGEST / Math.max(width, height, 1))
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) }
  if (size.width < 1 || size.height < 1) return null
  const canvas = new OffscreenCanvas(size.width, size.height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  // What is see-through in a picture would be black, as the code is.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, size.width, size.height)
  context.drawImage(from, 0, 0, size.width, size.height)
  try {
    return decodeQR(context.getImageData(0, 0, size.width, size.height))
  } catch {
    return null
  }
}
