import { contains, parentNode } from './dom'
import { type Found, UNLABELLED } from './walk'

/** What holds a control and no other: the texts in it are its own. */
export interface OwnBoxes {
  of(index: number): Node | null
  /** The control before one, past those that nobody sees. */
  before(index: number): number | null
}

/** Levels a box is at most above its control. */
const LEVELS = 6

export function createOwnBoxes(found: readonly Found[]): OwnBoxes {
  const boxes = new Map<number, Node | null>()
  const isSeen = (index: number): boolean => {
    const one = found[index]
    return one !== undefined && !UNLABELLED.has(one.element.type)
  }
  const next = (index: number, step: 1 | -1): number | null => {
    for (let at = index + step; at >= 0 && at < found.length; at += step) if (isSeen(at)) return at
    return null
  }
  const boxOf = (index: number): Node | null => {
    const element = found[index]?.element
    const others = [next(index, -1), next(index, 1)].flatMap((at) =>
      at === null ? [] : (found[at]?.element ?? []),
    )
    if (!element || others.length === 0) return null
    let box: Node | null = null
    let at = parentNode(element)
    for (let level = 0; level < LEVELS && at; level++, at = parentNode(at)) {
      const outer: Node = at
      if (others.some((other) => contains(outer, other))) return box
      box = outer
    }
    return box
  }
  return {
    of(index) {
      const known = boxes.get(index)
      if (known !== undefined) return known
      const box = boxOf(index)
      boxes.set(index, box)
      return box
    },
    before: (index) => next(index, -1),
  }
}
