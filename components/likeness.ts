/** Where two names differ, letter by letter, so that the eye is taken there. */
export interface Part {
  readonly text: string
  readonly differs: boolean
}

/**
 * The parts of both names: the longest run of letters in common stays unmarked, the rest is marked. Letters are code
 * points; names are short, so the table of all pairs costs nothing.
 */
export function differing(one: string, other: string): readonly [readonly Part[], readonly Part[]] {
  const [a, b] = [[...one], [...other]]
  const common = lengths(a, b)
  const [keptA, keptB] = [new Set<number>(), new Set<number>()]
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      keptA.add(i++)
      keptB.add(j++)
    } else if ((common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0)) i++
    else j++
  }
  return [partsOf(a, keptA), partsOf(b, keptB)]
}

/** Length of the longest common subsequence of the rests of both from each pair of places. */
function lengths(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--) {
    const row = table[i] ?? []
    const below = table[i + 1] ?? []
    for (let j = b.length - 1; j >= 0; j--)
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
  }
  return table
}

function partsOf(letters: readonly string[], kept: ReadonlySet<number>): readonly Part[] {
  const parts: { text: string; differs: boolean }[] = []
  letters.forEach((letter, index) => {
    const differs = !kept.has(index)
    const last = parts.at(-1)
    if (last?.differs === differs) last.text += letter
    else parts.push({ text: letter, differs })
  })
  return parts
}
