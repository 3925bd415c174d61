/**
 * Shortens a host from the left only: the end is what says whose it is, and a cut on the right would let
 * `bank.example.evil.test` pass for `bank.example`.
 * @param room how many characters may stay, at least one.
 */
export function elideStart(text: string, room: number): string {
  const points = [...text]
  if (points.length <= room) return text
  return `…${points.slice(points.length - Math.max(1, room - 1)).join('')}`
}
