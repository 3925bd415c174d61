import type { ControlDescription, PageDescription } from '@/lib/forms/description'
import type { FillOutcome, FillPick } from '@/lib/protocol/fill-app'
import { type Sent, sentOf } from './core'

/** Where else the form of a control sends what it holds; null for its own site. */
export function destinationOf(page: PageDescription, { form }: ControlDescription): string | null {
  return form === null ? null : (page.forms[form]?.otherOrigin ?? null)
}

/** By what each is the same in, in the order in which that comes first. */
export function apart<One>(
  all: readonly One[],
  by: (one: One) => string | null,
): readonly (readonly One[])[] {
  const groups = new Map<string | null, One[]>()
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one])
  return [...groups.values()]
}

/** As many as one call takes, in order. */
export function inGroups<One>(all: readonly One[], most: number): readonly (readonly One[])[] {
  const groups: (readonly One[])[] = []
  for (let at = 0; at < all.length; at += most) groups.push(all.slice(at, at + most))
  return groups
}

/**
 * What is too much for one call and one entry of the ledger, one group after the other. Once something is in, what a later group
 * cannot have is told of its own fields: the rest is done.
 */
export async function sendInGroups(
  groups: readonly (readonly FillPick[])[],
  page: PageDescription,
  send: (picks: readonly FillPick[]) => Promise<FillOutcome>,
): Promise<Sent> {
  const [first = [], ...rest] = groups
  const begun = sentOf(await send(first), page)
  if (begun.outcome !== 'filled') return begun
  const fields = [...begun.fields]
  let why: 'changed' | 'gone' | null = null
  for (const picks of rest) {
    const outcome: FillOutcome | null = why === null ? await send(picks).catch(() => null) : null
    if (outcome?.outcome === 'filled') {
      fields.push(...(sentOf(outcome, page) as typeof begun).fields)
      continue
    }
    why ??= outcome?.outcome === 'changed' ? 'changed' : 'gone'
    for (const { control } of picks) fields.push({ control: page.controls[control] ?? null, left: why })
  }
  return { outcome: 'filled', fields }
}
