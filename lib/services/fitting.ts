/**
 * Most text of the records in one answer, in UTF-16 units of JSON. Browsers carry at most 64 MiB between the background and a
 * page; more in one piece than this would only take room on both sides.
 */
const MOST = 8 * 1024 * 1024

/** So many fit whatever stands in them, as a change of one record brings 60 KiB: a list's pages are not measured as a rule. */
const FEW = 128

/** The first of `all` whose records fit into one answer: at least one, so that whoever asks again gets on. */
export function fitting<T>(all: readonly T[], shown: (one: T) => unknown): readonly T[] {
  if (all.length <= FEW) return all
  let size = 0
  const end = all.findIndex((one, index) => {
    size += JSON.stringify(shown(one)).length
    return size > MOST && index > 0
  })
  return end < 0 ? all : all.slice(0, end)
}
