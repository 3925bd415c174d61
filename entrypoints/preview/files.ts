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
