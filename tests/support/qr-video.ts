/** A drawn code as what a camera sees, for browsers that take a file in a camera's place. */

const WIDTH = 1_280
const HEIGHT = 720

/**
 * One frame, which the browser shows again and again: YUV4MPEG2, gray on white.
 *
 * @param size width of the drawing in modules. @param path of the dark ones, as the page draws it (`drawn-code.ts`).
 */
export function videoOf({ size, path }: { readonly size: number; readonly path: string }): Buffer {
  const scale = Math.floor((HEIGHT - 40) / size)
  const left = Math.floor((WIDTH - size * scale) / 2)
  const top = Math.floor((HEIGHT - size * scale) / 2)
  const bright = Buffer.alloc(WIDTH * HEIGHT, 235)
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g))
    for (let row = 0; row < scale; row++) {
      const from = (top + Number(y) * scale + row) * WIDTH + left + Number(x) * scale
      bright.fill(16, from, from + Number(run) * scale)
    }
  const colours = Buffer.alloc((WIDTH * HEIGHT) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), bright, colours])
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), frame, frame])
}
