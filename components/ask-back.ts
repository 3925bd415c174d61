/** Three different places of a phrase, from 0, in order. `chance` gives a number in [0, 1). */
export function placesToAsk(length: number, chance: () => number): readonly number[] {
  const places = Array.from({ length }, (_, place) => place)
  for (let last = length - 1; last > 0; last--) {
    const other = Math.min(last, Math.floor(chance() * (last + 1)))
    const held = places[last] ?? 0
    places[last] = places[other] ?? 0
    places[other] = held
  }
  return places.slice(0, 3).sort((one, two) => one - two)
}

/** A word as people type it back: case, surrounding space and everything after four right letters do not matter. */
export function isSameWord(typed: string, word: string): boolean {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  return text === word || (text.length >= 4 && word.startsWith(text))
}
