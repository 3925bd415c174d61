import type { ComponentChildren } from 'preact'
import { Fragment } from 'preact'

/** Stand-ins handed to a message in place of its parts: characters of private use, which no message contains. */
export const PART = ['\uE000', '\uE001', '\uE002'] as const

/** A translated sentence whose stand-ins become elements, in whatever order the language puts them. */
export function Rich({
  text,
  parts,
}: {
  readonly text: string
  readonly parts: readonly ComponentChildren[]
}) {
  return (
    <>
      {text.split(/([\uE000-\uE002])/).map((piece, index) => {
        const at = (PART as readonly string[]).indexOf(piece)
        // Pieces of one sentence never change places among themselves.
        return <Fragment key={`${index}`}>{at < 0 ? piece : parts[at]}</Fragment>
      })}
    </>
  )
}
