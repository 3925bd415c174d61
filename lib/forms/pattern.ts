/** A control's `pattern`, which a page wrote: used only where running it costs nothing, whatever the page wrote. */

/** Characters, sets of them and escapes, each with a bound or a plain repetition. No groups and no alternatives. */
const PLAIN =
  /^\^?(?:(?:\[(?:[^\]\\[]|\\[\wdDsSW.\-/\\])+\]|\\[dDwWsS.+\-/\\()]|[^\\[\](){}|*+?^$])(?:\{\d{1,3}(?:,\d{0,3})?\}|[?*+])?){1,24}\$?$/

/**
 * Whether the control would take the text; true where its pattern is too much to be tried. Three unbounded repetitions over
 * at most 200 characters end soon.
 */
export function fitsPattern(pattern: string, text: string): boolean {
  if (pattern === '' || pattern.length > 120 || text.length > 200 || !PLAIN.test(pattern)) return true
  if ((pattern.match(/[*+]|,\}/g) ?? []).length > 3) return true
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text)
  } catch {
    return true
  }
}
