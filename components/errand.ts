/** What the person went to another window for, from one that waits for it. */
export interface Errand {
  /** Remembers how much there is now of what they went for. */
  begin(measure: () => number): void
  /** Comes to the front once there is more of it. */
  look(): void
}

/** A window that sent the person elsewhere lies behind another one when they are done there. */
export function createErrand(comeToFront: () => void): Errand {
  let isDone: (() => boolean) | null = null
  return {
    begin(measure) {
      const before = measure()
      isDone = () => measure() > before
    },
    look() {
      if (!isDone?.()) return
      isDone = null
      comeToFront()
    },
  }
}
