/** Which files a control takes, by its `accept` (HTML Standard, file upload state): endings, types, and kinds of types. */

export function accepts(accept: string, name: string, type: string): boolean {
  const wanted = accept
    .toLowerCase()
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  const [file, kind] = [name.toLowerCase(), type.toLowerCase()]
  return (
    wanted.length === 0 ||
    wanted.some((one) =>
      one.startsWith('.')
        ? file.endsWith(one)
        : one.endsWith('/*')
          ? kind.startsWith(one.slice(0, -1))
          : one === kind,
    )
  )
}

/** Pictures a browser can draw, and so write again smaller. */
export function isPicture(type: string): boolean {
  return /^image\/(?:jpeg|png|webp|avif|bmp)$/i.test(type)
}

/** Kinds in which a browser writes a picture, the smallest first, with their endings. */
const WRITTEN = [
  ['image/jpeg', 'jpg'],
  ['image/webp', 'webp'],
  ['image/png', 'png'],
] as const

export type PictureKind = (typeof WRITTEN)[number][0]

/** How a picture anew is called and what it is, where the control takes it: null where it takes none that can be written. */
export function writtenAs(
  accept: string,
  name: string,
): { readonly name: string; readonly type: PictureKind } | null {
  const stem = name.replace(/\.[a-z0-9]{1,5}$/i, '')
  for (const [type, ending] of WRITTEN) {
    const called = `${stem}.${ending}`
    if (accepts(accept, called, type)) return { name: called, type }
  }
  return null
}
