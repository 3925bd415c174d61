import { type Replica, ReplicaError } from '@/lib/replicas/replica'

/** Names of one kind at a place, as they stand by its last listing and by what it acknowledged since. */
export interface Shelf<Name extends { readonly name: string }> {
  /** Null while it was never listed. */
  readonly names: ReadonlyMap<string, Name> | null
  /** It once had, by its own word, what it does not list any more and should: wiped, set back, or lying. */
  readonly lost: number
  /**
   * Looks through what the last listing lacks, with what was read since: another device may have deleted it.
   * @param isOwed whether nobody had a reason to.
   */
  judge(isOwed: (object: Name) => boolean): void
  /** @param sent what was acknowledged just before, which the listing may not show yet. @returns false when it could not. */
  list(sent?: ReadonlySet<string>): Promise<boolean>
  /** Null also when it is not there, which is noted. */
  get(name: string): Promise<Uint8Array<ArrayBuffer> | null>
  put(object: Name, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>
  delete(name: string): Promise<boolean>
  /** What it gave under a name was not that object. */
  spoilt(name: string): void
}

export interface ShelfParts<Name> {
  readonly replica: Replica
  /** Asks it something; what goes wrong is noted, and `otherwise` is given. */
  readonly asked: <Value>(work: (signal: AbortSignal) => Promise<Value>, otherwise: Value) => Promise<Value>
  readonly prefix: string
  /** What a name says; null for one of another kind. */
  readonly parse: (name: string) => Name | null
  /** Most bytes of one: what is larger is none. */
  readonly limit: number
  /** Called with each listing that went well, for names of other kinds under the same prefix. */
  readonly others?: (entries: readonly { readonly name: string; readonly size: number }[]) => void
}

/** Names that one listing is read for at most: a place that lists more is not one of ours any longer. */
const MOST_NAMES = 200_000
/** Names of other kinds that are kept of one listing. */
const MOST_OTHERS = 256

export function createShelf<Name extends { readonly name: string }>(parts: ShelfParts<Name>): Shelf<Name> {
  const { replica, asked, prefix, parse, limit, others } = parts
  let names: Map<string, Name> | null = null
  /** Acknowledged while a listing is under way, which may not show it yet. */
  let fresh = new Map<string, Name>()
  /** Acknowledged ever, in this context. */
  const promised = new Map<string, Name>()
  const spoilt = new Set<string>()
  /** Of those, what the last listing did not show. */
  let missing: readonly Name[] = []
  let lost = 0

  async function listing(signal: AbortSignal): Promise<Map<string, Name>> {
    const found = new Map<string, Name>()
    const rest: { readonly name: string; readonly size: number }[] = []
    let seen = 0
    for await (const page of replica.list(prefix, signal)) {
      seen += page.length
      if (seen > MOST_NAMES) throw new ReplicaError('wrong-answer')
      for (const { name, size } of page) {
        if (size > limit || size === 0) continue
        const object = parse(name)
        if (object && !spoilt.has(name)) found.set(name, object)
        else if (!object && others && rest.length < MOST_OTHERS) rest.push({ name, size })
      }
    }
    others?.(rest)
    return found
  }

  return {
    get names() {
      return names
    },
    get lost() {
      return lost
    },
    judge(isOwed) {
      for (const one of missing) if (!isOwed(one)) promised.delete(one.name)
      missing = missing.filter(({ name }) => promised.has(name))
      lost = missing.length
    },
    async list(sent) {
      fresh = new Map([...fresh].filter(([name]) => sent?.has(name)))
      const found = await asked(listing, null)
      if (!found) return false
      missing = [...promised.values()].filter(({ name }) => !found.has(name) && !fresh.has(name))
      names = new Map([...found, ...fresh])
      return true
    },
    async get(name) {
      const found = await asked(async (signal) => ({ bytes: await replica.get(name, limit, signal) }), null)
      if (found && !found.bytes) names?.delete(name)
      return found?.bytes ?? null
    },
    async put(object, bytes) {
      const done = await asked(async (signal) => {
        if (spoilt.has(object.name)) await replica.delete(object.name, signal)
        await replica.put(object.name, bytes, signal)
        return true
      }, false)
      if (!done) return false
      spoilt.delete(object.name)
      promised.set(object.name, object)
      fresh.set(object.name, object)
      names?.set(object.name, object)
      return true
    },
    async delete(name) {
      const done = await asked((signal) => replica.delete(name, signal).then(() => true), false)
      if (!done) return false
      promised.delete(name)
      fresh.delete(name)
      names?.delete(name)
      // What is shown under this name later is looked at anew.
      spoilt.delete(name)
      return true
    },
    spoilt(name) {
      spoilt.add(name)
      names?.delete(name)
    },
  }
}
