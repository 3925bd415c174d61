import { type AttachmentName, attachmentTag } from '@/lib/replication/attachment'
import type { NameKeys } from '@/lib/replication/object-name'
import type { Lane } from '@/lib/services/sync-lane'

/** What each place lists of each attachment, part by part: made with each listing, and kept up with what is written. */
export interface AttachmentShelves {
  /** What an attachment goes by at the places. */
  tagOf(id: string): string
  list(lane: Lane): Promise<boolean>
  put(lane: Lane, name: AttachmentName, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>
  /** Objects of one part at a place that may be of use. */
  namesOf(lane: Lane, id: string, part: number): readonly AttachmentName[]
  /** Whether all parts lie at a place that was listed. */
  isWholeAt(lane: Lane, id: string): boolean
}

/** @param isUseful whether an object was not found to be of no use. */
export function createAttachmentShelves(
  names: NameKeys,
  isUseful: (name: string) => boolean,
): AttachmentShelves {
  const tags = new Map<string, string>()
  /** By place, attachment's tag and part. */
  const shelves = new Map<string, Map<string, Map<number, AttachmentName[]>>>()

  function tagOf(id: string): string {
    const known = tags.get(id)
    if (known) return known
    const made = attachmentTag(names, id)
    tags.set(id, made)
    return made
  }

  function noteName(lane: Lane, name: AttachmentName): void {
    const shelf = shelves.get(lane.id) ?? new Map<string, Map<number, AttachmentName[]>>()
    const all = shelf.get(name.attachment) ?? new Map<number, AttachmentName[]>()
    const same = all.get(name.part) ?? []
    shelves.set(lane.id, shelf)
    shelf.set(name.attachment, all)
    all.set(name.part, same)
    same.push(name)
  }

  const partsAt = (lane: Lane, id: string) => shelves.get(lane.id)?.get(tagOf(id))

  function namesOf(lane: Lane, id: string, part: number): readonly AttachmentName[] {
    const all = partsAt(lane, id)?.get(part) ?? []
    return all.filter(({ name }) => lane.attachments.names?.has(name) && isUseful(name))
  }

  return {
    tagOf,
    async list(lane) {
      if (!(await lane.attachments.list())) return false
      shelves.delete(lane.id)
      for (const name of lane.attachments.names?.values() ?? []) noteName(lane, name)
      return true
    },
    async put(lane, name, bytes) {
      const done = await lane.attachments.put(name, bytes)
      if (done) noteName(lane, name)
      return done
    },
    namesOf,
    isWholeAt(lane, id) {
      const [first] = partsAt(lane, id)?.values() ?? []
      const count = first?.[0]?.parts ?? 0
      for (let part = 0; part < count; part++) if (namesOf(lane, id, part).length === 0) return false
      return count > 0
    },
  }
}
