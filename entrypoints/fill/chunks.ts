import { contains } from './dom'
import { flat, LONGEST } from './text'

interface Chunk {
  text: string
  readonly at: Node
  readonly named: boolean
}

/** A control that waits for the text behind it. */
interface Waiting {
  readonly parent: Node | null
  /** Nothing stands before it in its own box. */
  readonly bare: boolean
  /** Radio buttons and boxes keep it in any case. */
  readonly keeps: boolean
  take(text: string): void
  /** The first text behind it, wherever that stands. */
  behind(text: string, at: Node): void
}

/** East Asian dates have their units behind the boxes. */
const UNIT = /^\s*[年月日년월일]\s*$/
const SAYS = /[\p{L}\p{N}〒]/u
/** Most texts that are kept between two controls. */
const MOST = 4

/** What stands before a control, and where. */
export interface Before {
  readonly text: string
  readonly at: Node | null
  /** And what stands before that. */
  readonly further: { readonly text: string; readonly at: Node } | null
}

/** The texts since the last control, in document order, one for each block they stand in. */
export interface Chunks {
  /** `named`: it stands in the label of some control. */
  add(data: string, at: Node, named: boolean): void
  /** A block begins or ends here: what follows is another text. */
  end(): void
  /** What stands before a control; from here on texts are counted anew, and the first may be `take`n by it. */
  control(parent: Node | null, keeps: boolean, texts: Pick<Waiting, 'take' | 'behind'>): Before
}

export function createChunks(): Chunks {
  let chunks: Chunk[] = []
  let open = false
  let waiting: Waiting | null = null
  /** Text that was given to the control before it, and may turn out to belong to the one behind it. */
  let given: { readonly to: Waiting; readonly chunk: Chunk } | null = null
  const end = (): void => {
    if (!open) return
    open = false
    const chunk = chunks.at(-1)
    if (!chunk || !SAYS.test(chunk.text)) {
      chunks.pop()
      return
    }
    if (!chunk.named) waiting?.behind(flat(chunk.text), chunk.at)
    if (
      waiting?.parent &&
      (!chunk.named || waiting.keeps) &&
      chunks.length === 1 &&
      contains(waiting.parent, chunk.at)
    ) {
      waiting.take(flat(chunk.text))
      given = { to: waiting, chunk }
      if (waiting.bare) chunks = []
    }
    waiting = null
  }
  return {
    add(data, at, named) {
      const text = data.slice(0, LONGEST)
      if (!open && text.trim() === '') return
      const chunk = chunks.at(-1)
      if (open && chunk) {
        if (chunk.text.length < LONGEST) chunk.text += text
        return
      }
      if (chunks.length >= MOST) chunks.shift()
      chunks.push({ text, at, named })
      open = true
    },
    end,
    control(parent, keeps, texts) {
      end()
      // Two controls in one box with a text between them: it names the second.
      if (
        given &&
        given.to.parent === parent &&
        !given.to.keeps &&
        given.to.bare &&
        !UNIT.test(given.chunk.text)
      ) {
        given.to.take('')
        if (chunks.length === 0) chunks = [given.chunk]
      }
      const chunk = chunks.at(-1)
      const bare = !(chunk && parent && contains(parent, chunk.at))
      waiting = { parent, bare, keeps, ...texts }
      given = null
      const further = chunks.at(-2)
      chunks = []
      return {
        text: chunk ? flat(chunk.text) : '',
        at: chunk?.at ?? null,
        further: further ? { text: flat(further.text), at: further.at } : null,
      }
    },
  }
}
