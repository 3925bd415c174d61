import type { Reach } from '@/lib/replication/devices'
import type { ObjectName } from '@/lib/replication/object-name'

/** An object as the listings have it: of a known device, and where it lies. */
export interface Held extends ObjectName {
  readonly device: string
  /** Ids of replicas. */
  readonly on: ReadonlySet<string>
}

/** What lies at each replica, by name. */
export type Views = ReadonlyMap<string, ReadonlyMap<string, ObjectName>>

/** All that lies anywhere, of the devices known by their tags. */
export function unite(views: Views, devices: ReadonlyMap<string, string>): readonly Held[] {
  const all = new Map<string, ObjectName & { readonly device: string; readonly on: Set<string> }>()
  for (const [replica, names] of views) {
    for (const [name, object] of names) {
      const device = devices.get(object.deviceTag)
      if (device === undefined) continue
      const known = all.get(name)
      if (known) known.on.add(replica)
      else all.set(name, { ...object, device, on: new Set([replica]) })
    }
  }
  return [...all.values()]
}

export function isStretch({ parts }: Held): boolean {
  return parts === 0
}

/** The stretches of one chain that lead on from `from`, each as far as can be, and how far they come. */
export function path(
  stretches: readonly Held[],
  from: number,
): { readonly steps: readonly Held[]; readonly to: number } {
  const steps: Held[] = []
  let to = from
  for (;;) {
    let best: Held | null = null
    for (const one of stretches) if (one.first <= to + 1 && one.last > (best?.last ?? to)) best = one
    if (!best) return { steps, to }
    steps.push(best)
    to = best.last
  }
}

/** Snapshots of which every part lies somewhere, with the parts in order. `on` tells where all of them lie. */
export interface WholeSnapshot {
  readonly device: string
  readonly id: number
  readonly last: number
  readonly parts: readonly Held[]
  readonly on: ReadonlySet<string>
}

export function wholeSnapshots(held: readonly Held[]): readonly WholeSnapshot[] {
  const sets = new Map<string, Map<number, Held>>()
  for (const one of held) {
    if (isStretch(one)) continue
    const key = `${one.device}/${one.first}/${one.last}/${one.parts}`
    const set = sets.get(key) ?? new Map<number, Held>()
    // Of two parts that say the same one may be damaged: where the one is not read, the other is looked at later.
    if (!set.has(one.part) || (set.get(one.part)?.name ?? '') > one.name) set.set(one.part, one)
    sets.set(key, set)
  }
  return [...sets.values()].flatMap((set) => {
    const parts = [...set.values()].sort((a, b) => a.part - b.part)
    const [head] = parts
    if (!head || parts.length !== head.parts) return []
    const on = new Set([...head.on].filter((replica) => parts.every((part) => part.on.has(replica))))
    return [{ device: head.device, id: head.first, last: head.last, parts, on }]
  })
}

/** How far each chain lies in what is held, beginning with what snapshots cover. */
export function heldReach(held: readonly Held[], covered: readonly Reach[]): Reach {
  const reach = new Map<string, number>()
  for (const covers of covered)
    for (const [device, sequence] of covers) reach.set(device, Math.max(reach.get(device) ?? 0, sequence))
  const chains = new Map<string, Held[]>()
  for (const one of held) {
    if (!isStretch(one)) continue
    const chain = chains.get(one.device) ?? []
    chain.push(one)
    chains.set(one.device, chain)
  }
  for (const [device, chain] of chains) reach.set(device, path(chain, reach.get(device) ?? 0).to)
  return reach
}
