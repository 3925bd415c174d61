import type { Typed } from '@/components/place-fields'
import { newId } from '@/lib/base/ids'
import type { FolderPicks } from '@/lib/platform/folders'
import type { TestProblem } from '@/lib/protocol/sync-app'
import { type PlaceRefusal, parsePlace, permissionOf } from '@/lib/replicas/kinds'
import {
  newPlace,
  type Place,
  type PlaceSettings,
  placeChange,
  readPlaces,
  removedPlace,
} from '@/lib/replication/places'
import type { State } from '../state'

/** What became of a place that was entered. */
export type Entering =
  | { readonly ok: true }
  | { readonly at: 'field'; readonly refusal: PlaceRefusal }
  /** The browser's own question was answered with no. */
  | { readonly at: 'permission' }
  /** It was asked, and is no use as it is. */
  | { readonly at: 'place'; readonly problem: TestProblem | 'broken' }
  /** `left`: the person closed the question; `folder`: the browser does not give that one. */
  | { readonly at: 'taken' | 'not-kept' | 'left' | 'folder' }

export interface Places {
  /**
   * Reads what was typed, asks for the browser's permission, asks the place, and keeps it: in this order, nothing where one of
   * them fails. To be called first thing in the press, or the browser refuses its question.
   */
  enter(id: string | null, name: string, typed: Typed): Promise<Entering>
  /** Has the person pick a folder and keeps it; first thing in the press. Null where this browser has none to give. */
  readonly pickFolder: ((again: string | null) => Promise<Entering>) | null
  /** The browser's permission alone, or with `anew` another folder for the place; first thing in the press. */
  allow(place: Place, anew: boolean): Promise<boolean>
  pause(place: Place, isPaused: boolean): Promise<void>
  /** @returns what brings it back, under another id. */
  remove(place: Place): Promise<() => Promise<void>>
}

/** @param folders loaded before, since a picking must be the first thing a press does. */
export function createPlaces(
  { edges, dashboard, sync }: Pick<State, 'edges' | 'dashboard' | 'sync'>,
  folders: FolderPicks | null,
): Places {
  const vault = () => {
    const open = dashboard.opened.value
    if (!open) throw new Error('locked')
    return open.vault
  }

  async function change(id: string, what: Parameters<typeof placeChange>[1]): Promise<void> {
    const open = vault()
    await open.commit(() => [placeChange(id, what, open.stamp())])
  }

  async function add(what: Parameters<typeof newPlace>[1], id = newId(edges.random)): Promise<void> {
    const open = vault()
    await open.commit(() => [newPlace(id, what, open.stamp())])
  }

  async function tryAndKeep(id: string | null, name: string, entered: PlaceSettings): Promise<Entering> {
    const answer = await edges.callApp('sync.test', { place: { ...entered } }).catch(() => null)
    if (!answer) return { at: 'place', problem: 'broken' }
    if (answer.problem === 'needs-permission') return { at: 'permission' }
    if (answer.problem !== null) return { at: 'place', problem: answer.problem }
    try {
      const values = { name: name.trim(), entered }
      await (id === null ? add(values) : change(id, values))
    } catch {
      return { at: 'not-kept' }
    }
    return { ok: true }
  }

  /** @param again id of a place whose folder was lost; null for a new one. */
  async function pickFolder(again: string | null): Promise<Entering> {
    let folder: FileSystemDirectoryHandle | null
    try {
      folder = (await folders?.pick()) ?? null
    } catch {
      return { at: 'folder' }
    }
    if (!folder) return { at: 'left' }
    const id = again ?? newId(edges.random)
    try {
      await folders?.keep(id, folder)
      const entered = { kind: 'folder', device: vault().device } as const
      if (again === null) await add({ name: folder.name, entered }, id)
    } catch {
      return { at: 'not-kept' }
    }
    return { ok: true }
  }

  return {
    pickFolder: folders?.canPick ? pickFolder : null,
    enter(id, name, typed) {
      const parsed = parsePlace(typed)
      if (!parsed.ok) return Promise.resolve({ at: 'field', refusal: parsed.reason })
      const entered = parsed.value
      if (entered.kind === 'folder') return Promise.resolve({ at: 'not-kept' })
      if (readPlaces(vault()).some((place) => place.id !== id && isSame(place.entered, entered)))
        return Promise.resolve({ at: 'taken' })
      const pattern = permissionOf(entered)
      const asked = pattern === null ? Promise.resolve(true) : edges.askPlace(pattern)
      return asked
        .catch(() => false)
        .then((given) => (given ? tryAndKeep(id, name, entered) : { at: 'permission' as const }))
    },
    allow({ id, entered }, anew) {
      if (entered.kind === 'folder')
        return Promise.resolve(anew ? null : (folders?.allow(id) ?? false)).then(async (given) => {
          const allowed = given ?? 'ok' in (await pickFolder(id))
          if (allowed) void sync.run()
          return allowed
        })
      const parsed = parsePlace(entered)
      const pattern = parsed.ok ? permissionOf(parsed.value) : null
      if (pattern === null) return Promise.resolve(false)
      return edges
        .askPlace(pattern)
        .catch(() => false)
        .then((given) => {
          if (given) void sync.run()
          return given
        })
    },
    pause: (place, isPaused) => change(place.id, { isPaused }),
    async remove(place) {
      const open = vault()
      await open.commit(() => [removedPlace(place.id, open.stamp())])
      // What is erased stays erased: it comes back as a place of its own.
      return () => add(place)
    },
  }
}

/** The same place, whoever's credentials reach it. */
function isSame(one: PlaceSettings, other: PlaceSettings): boolean {
  if (!('address' in one) || !('address' in other) || one.kind !== other.kind) return false
  if (one.address !== other.address) return false
  return one.kind !== 's3' || other.kind !== 's3' || one.bucket === other.bucket
}
