import type { Control } from './dom'

/**
 * Lists that follow what is chosen elsewhere: regions of a country, towns of a region. When they come only the page knows, so
 * they are looked at again and again, for a while.
 */

/** A list that comes over the network is there within this, in milliseconds; nobody waits longer for one field. */
const PATIENCE = 3_000
const BETWEEN = 100

/** What a list holds now, and whether anything can be chosen in it. */
export function listOf(control: Control): string {
  if (!(control instanceof HTMLSelectElement)) return ''
  const options = [...control.options].slice(0, 400).map(({ value, text }) => [value, text])
  return JSON.stringify([control.matches(':disabled'), options])
}

/** @returns whether any of these changed in time, and was the same twice in a row. */
export async function listsChanged(
  controls: readonly Control[],
  before: ReadonlyMap<Element, string>,
): Promise<boolean> {
  const ends = performance.now() + PATIENCE
  const now = (): string => JSON.stringify(controls.map((one) => [one.isConnected, listOf(one)]))
  const then = JSON.stringify(controls.map((one) => [true, before.get(one) ?? listOf(one)]))
  let last = now()
  while (performance.now() < ends) {
    await new Promise((resolve) => setTimeout(resolve, BETWEEN))
    const held = now()
    if (held !== then && held === last) return true
    last = held
  }
  return false
}
