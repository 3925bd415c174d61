import { contains } from './dom'
import { createOwnBoxes } from './own-box'
import type { Found } from './walk'

/** Which of the texts around a control are its own. */
export interface OwnTexts {
  /** What stands before it is the name of the control before, which has it behind. */
  readonly isPassed: boolean
  /** What stands behind it in a box with no other control; empty where there is none. */
  readonly behind: string
  /** The text before the one before it stands in its box, too. */
  readonly isFurther: boolean
}

/** Pages that have the name of a control behind it have all their names so. */
export function createOwnTexts(found: readonly Found[]): (index: number) => OwnTexts {
  const boxes = createOwnBoxes(found)
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
    }
  }
}
