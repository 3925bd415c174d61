import { describePage } from '@/entrypoints/fill/describe'
import { match } from '@/lib/forms/match'

/** How long description and matching take, in milliseconds, one after the other several times. */
function timeForms(times: number): readonly number[] {
  return Array.from({ length: times }, () => {
    // A layout that the page would have to make anyway is not ours.
    document.documentElement.getBoundingClientRect()
    const start = performance.now()
    match(describePage(document).page)
    return performance.now() - start
  })
}

Object.assign(globalThis, { timeForms })
