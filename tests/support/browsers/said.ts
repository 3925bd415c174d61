/** The last lines that the console of a page was told. */
export interface Said {
  add(line: string): void
  lines(): readonly string[]
}

const MOST = 8
const LONGEST = 300

export function createSaid(): Said {
  const kept: string[] = []
  return {
    add(line) {
      kept.push(line.slice(0, LONGEST))
      if (kept.length > MOST) kept.shift()
    },
    lines: () => kept,
  }
}
