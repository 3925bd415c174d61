import { contains, parentNode } from './dom'
import { createOwnBoxes } from './own-box'
import { type Found, TICKED, UNLABELLED } from './walk'

/** Which of the texts around a control are its own. */
export interface OwnTexts {
  /** What stands before it is the name of the control before, which has it behind. */
  readonly isPassed: boolean
  /** What stands behind it in a box with no other control; empty where there is none. */
  readonly behind: string
  /** Behind each of the controls side by side stands its name: then what is before one is that of the one before. */
  readonly inRow: string
  /** The text before the one before it stands in its box, too. */
  readonly isFurther: boolean
  /** Whether an element stands in its box. */
  readonly holds: (element: Element) => boolean
  /** Elements with this name in its box. */
  readonly all: (name: string) => readonly Element[]
}

/** Pages that have the name of a control behind it have all their names so. */
export function createOwnTexts(found: readonly Found[]): (index: number) => OwnTexts {
  const boxes = createOwnBoxes(found)
  const inRows = namesInRows(found)
  const holds = (index: number, text: Node | null | undefined): boolean => {
    const box = text ? boxes.of(index) : null
    return box !== null && contains(box, text ?? null)
  }
  return (index) => {
    const one = found[index]
    const before = boxes.before(index)
    const last = before === null ? undefined : found[before]
    return {
      isPassed:
        before !== null &&
        last !== undefined &&
        holds(before, one?.precedingAt) &&
        !holds(before, last.preceding === last.heading ? null : last.precedingAt),
      isFurther: holds(index, one?.further?.at),
      behind: one?.behind && holds(index, one.behind.at) ? one.behind.text : '',
      inRow: inRows.get(index) ?? '',
      holds: (element) => holds(index, element),
      all: (name) => elementsIn(boxes.of(index), name),
    }
  }
}

const elementsIn = (box: Node | null, name: string): readonly Element[] =>
  box instanceof Element ? [...Element.prototype.getElementsByTagName.call(box, name)] : []

/** Brackets explain, and East Asian dates have their units there. */
const NO_NAME = /^[([（［]|^[年月日년월일]$/

/** Names of controls that stand in one element, each with a text behind it, where none stands before the first. */
function namesInRows(found: readonly Found[]): ReadonlyMap<number, string> {
  const names = new Map<number, string>()
  let row: number[] = []
  const end = (): void => {
    const parent = parentOf(found, row[0])
    const first = found[row[0] ?? -1]
    const texts = row.map((index) => found[index]?.behind)
    const isNamed =
      row.length > 1 &&
      parent !== null &&
      !(first?.precedingAt && contains(parent, first.precedingAt)) &&
      texts.every((behind) => behind && !NO_NAME.test(behind.text) && contains(parent, behind.at))
    if (isNamed) for (const [at, index] of row.entries()) names.set(index, texts[at]?.text ?? '')
    row = []
  }
  found.forEach(({ element }, index) => {
    if (UNLABELLED.has(element.type)) return
    if (TICKED.has(element.type)) end()
    else {
      if (parentOf(found, index) !== parentOf(found, row[0])) end()
      row.push(index)
    }
  })
  end()
  return names
}

function parentOf(found: readonly Found[], index: number | undefined): Node | null {
  const element = found[index ?? -1]?.element
  return element ? parentNode(element) : null
}
