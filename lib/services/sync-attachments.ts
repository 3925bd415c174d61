import { fromUtf8, toBase64Url, utf8 } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import { DAY } from '@/lib/base/time'
import { sha256 } from '@/lib/crypto/hash'
import {
  type AttachmentName,
  type AttachmentPart,
  attachmentName,
  openAttachment,
  sealAttachment,
} from '@/lib/replication/attachment'
import type { Verify } from '@/lib/replication/object'
import type { NameKeys } from '@/lib/replication/object-name'
import { createAttachmentShelves } from '@/lib/services/sync-attachment-shelves'
import { areForgotten } from '@/lib/services/sync-final'
import type { Identity } from '@/lib/services/sync-identity'
import type { Lane } from '@/lib/services/sync-lane'
import { createNamedAt } from '@/lib/services/sync-named-at'
import { createNamings } from '@/lib/services/sync-namings'
import type { Reading } from '@/lib/services/sync-reading'
import type { Together } from '@/lib/services/sync-together'
import type { DeepVault } from '@/lib/vault/deep'

export interface AttachmentsParts {
  readonly vault: DeepVault
  readonly vaultId: Uint8Array
  readonly vaultTag: string
  readonly tag: string
  readonly names: NameKeys
  readonly identity: () => Identity
  readonly lanes: readonly Lane[]
  readonly reading: Reading
  readonly verify: Verify
  readonly random: RandomBytes
  readonly now: () => number
  readonly copies: number
  readonly together: Together
}

/** Attachments at the places, part by part: memory holds one or two of them. */
export interface Attachments {
  /**
   * Takes over what this device lacks, writes what a place lacks, deletes what no record names any more.
   * @param wished by the person: also where nothing seems to be to do. @param isHurried ends it early when true.
   */
  run(wished: boolean, isHurried: () => boolean): Promise<void>
  /** Named by the log, and not known to lie whole at so many places as make it safe. */
  unsafe(): ReadonlySet<string>
  /** The last of this device's changes before the first that names one of those. */
  ceiling(): Promise<number>
  /** Whether all that is named was found safe when it was last looked at, and nothing that changed since names any. */
  isSettled(): boolean
  /** Something that nobody names any more still lies somewhere. */
  isErasing(): boolean
  /** Parts each place is known to lack. */
  lacking(lane: Lane): number
}

/** How long it is believed that all lies where it lay … */
const LASTS = DAY
/** … and that nothing lies where there is to be nothing, which is looked at for what somebody let go of who never came back to delete it. */
const LASTS_EMPTY = 30 * DAY
/** How often what is damaged is read. */
const ATTEMPTS = 2

/** What this device remembers of its last look, so that an idle one asks nothing. */
interface Note {
  /** Digest of what was named then. */
  readonly of: string
  readonly at: number
  /** Places at which all of it lay, and nothing else. */
  readonly places: readonly string[]
}

export function createAttachments(parts: AttachmentsParts): Attachments {
  const { vault, vaultId, vaultTag, tag, names, identity, lanes, reading, random, together } = parts
  const context = { vaultId, vaultTag, tag }
  /** Parts that were opened and are of no use, by what was known of devices and epochs then. */
  const rejected = new Map<string, string>()
  const namedAt = createNamedAt(vault)
  let note: Note | null = null
  let isLeft = false
  let isSettled = false

  const sealed = vault.sealedBlobs
  const namingsNow = createNamings(
    vault,
    () => isSettled,
    () => {
      isSettled = false
    },
  )

  function namedNow(): ReadonlySet<string> | null {
    const found = namingsNow()
    return found && new Set(found.keys())
  }

  const open = () => lanes.filter((lane) => lane.isUp && !lane.busy)

  const digestOf = (named: ReadonlySet<string>) => toBase64Url(sha256(utf8([...named].sort().join())))

  async function readNote(): Promise<Note | null> {
    const bytes = note ? null : await vault.chains.readNote('attachments')
    if (bytes) note = JSON.parse(fromUtf8(bytes)) as Note
    return note
  }

  async function writeNote(next: Note): Promise<void> {
    note = next
    await vault.chains.writeNote('attachments', utf8(JSON.stringify(next)))
  }

  const isRejected = (name: string) => rejected.get(name) === reading.knowing()

  function reject({ name }: AttachmentName): void {
    rejected.set(name, reading.knowing())
  }

  const shelves = createAttachmentShelves(names, (name) => !isRejected(name))
  const { namesOf, put, tagOf } = shelves

  function isWholeAt(lane: Lane, id: string): boolean {
    if (lane.attachments.names === null) return note?.places.includes(lane.id) ?? false
    return shelves.isWholeAt(lane, id)
  }

  /** A part that some place gives whole, written by a device that counts. */
  async function obtain(wanted: readonly AttachmentName[]): Promise<{
    readonly name: AttachmentName
    readonly bytes: Uint8Array<ArrayBuffer>
    readonly part: AttachmentPart
  } | null> {
    for (const name of wanted) {
      for (const lane of open()) {
        if (!lane.attachments.names?.has(name.name) || isRejected(name.name)) continue
        for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
          const bytes = await lane.attachments.get(name.name)
          if (!bytes) break
          const ring = await reading.keyring()
          const found = await openAttachment(ring, names, context, name, bytes, parts.verify)
          if ('part' in found) {
            if (await reading.isKeyOf(found.part.author, found.part.key))
              return { name, bytes, part: found.part }
            reject(name)
            break
          }
          if (found.problem !== 'altered') {
            reject(name)
            break
          }
          if (attempt < ATTEMPTS) continue
          lane.attachments.spoilt(name.name)
          await lane.attachments.delete(name.name)
        }
      }
    }
    return null
  }

  function candidates(id: string, part: number): readonly AttachmentName[] {
    const all = new Map<string, AttachmentName>()
    for (const lane of open()) for (const name of namesOf(lane, id, part)) all.set(name.name, name)
    return [...all.values()]
  }

  /** Takes over the rest of one. @returns false when not all of it is to be had now. */
  async function pull(id: string, isHurried: () => boolean): Promise<boolean> {
    for (let part = await sealed.begun(id); ; part++) {
      if (isHurried()) return false
      let taken: number | null = null
      for (const name of candidates(id, part)) {
        const found = await obtain([name])
        if (!found || found.part.id !== id) continue
        if (await sealed.write(id, part, found.part.bytes)) {
          taken = found.part.parts
          break
        }
        reject(name)
      }
      if (taken === null) return false
      if (part + 1 >= taken) return (await sealed.groups(id)) !== null
    }
  }

  async function sealPart(id: string, part: number, count: number) {
    const bytes = await sealed.read(id, part)
    if (!bytes) return null
    const me = identity()
    const namings = namingsNow()?.get(id)
    // It was let go of just now.
    if (!namings) return null
    const plain = { author: vault.device, key: me.key, id, part, parts: count, namings, bytes }
    const made = await sealAttachment(await me.sealing(), context, plain, me.sign, random)
    const place = { attachment: tagOf(id), part, parts: count }
    return {
      name: { ...place, hash: made.hash, name: attachmentName(names, tag, place, made.hash) },
      bytes: made.bytes,
    }
  }

  /** Has each place that lacks a part have it: from this device, or where it does not hold it from another place. */
  async function push(id: string, isHurried: () => boolean): Promise<void> {
    const own = await sealed.groups(id)
    const elsewhere = candidates(id, 0)[0]?.parts ?? 0
    const count = own ?? elsewhere
    for (let part = 0; part < count; part++) {
      const lacking = open().filter((lane) => namesOf(lane, id, part).length === 0)
      if (lacking.length === 0) continue
      if (isHurried()) return
      const isCopied = own === null || !reading.maySealAll()
      const made =
        (isCopied && (await obtain(candidates(id, part)))) ||
        (own !== null && (await sealPart(id, part, own)))
      if (!made) return
      await together(lacking.map((lane) => ({ lane, run: () => put(lane, made.name, made.bytes) })))
    }
  }

  /** Whether what named it when it was written names it nowhere any more, and never will. */
  async function isForgotten(name: AttachmentName): Promise<boolean> {
    const found = await obtain([name])
    return found !== null && areForgotten(vault, reading.everything(), found.part)
  }

  /** @param living tags of what is named. */
  async function tidy(living: ReadonlySet<string>): Promise<boolean> {
    const left = new Map<string, AttachmentName[]>()
    for (const lane of open())
      for (const name of lane.attachments.names?.values() ?? [])
        if (!living.has(name.attachment))
          left.set(name.attachment, [...(left.get(name.attachment) ?? []), name])
    let clean = true
    for (const all of left.values()) {
      const [lowest] = all.sort((a, b) => a.part - b.part)
      const firsts = new Map(all.filter(({ part }) => part === lowest?.part).map((one) => [one.name, one]))
      // Several may have written it, each knowing of what names it there.
      const over = await Promise.all([...firsts.values()].map(isForgotten))
      if (over.includes(false)) {
        clean = false
        continue
      }
      for (const lane of open())
        for (const { name } of all)
          if (lane.attachments.names?.has(name) && !(await lane.attachments.delete(name))) clean = false
    }
    return clean
  }

  async function run(wished: boolean, isHurried: () => boolean): Promise<void> {
    const named = namedNow()
    if (named === null) return
    const living = new Set([...named].map(tagOf))
    // By the listing of the round before: since then the log was read, and it tells who deleted what nobody names.
    for (const lane of lanes) lane.attachments.judge((one) => living.has(one.attachment))
    const of = digestOf(named)
    const known = await readNote()
    const isKnown =
      known?.of === of && Math.abs(parts.now() - known.at) < (named.size > 0 ? LASTS : LASTS_EMPTY)
    const up = open()
    if (isKnown && !wished && up.every((lane) => known.places.includes(lane.id))) return
    await together(up.map((lane) => ({ lane, run: () => shelves.list(lane) })))
    for (const id of named) {
      if (isHurried()) return
      if ((await sealed.groups(id)) === null) await pull(id, isHurried).catch(() => false)
      await push(id, isHurried)
    }
    const clean = await tidy(living)
    isLeft = !clean
    // What another device let go of lies here as well, and no site may ever ask for it here.
    const keep = namedNow()
    if (keep) await vault.blobs.sweep(keep).catch(() => 0)
    if (isHurried() || !clean) return
    const whole = open().filter((lane) => [...named].every((id) => isWholeAt(lane, id)))
    const held = await Promise.all([...named].map((id) => sealed.groups(id)))
    // What this device lacks is looked for again, wherever it may turn up.
    const places = held.includes(null) ? [] : whole.map(({ id }) => id)
    const isSame = known?.of === of && known.places.join() === places.join() && isKnown
    if (!isSame || wished) await writeNote({ of, at: parts.now(), places })
  }

  function unsafe(): ReadonlySet<string> {
    const named = namedNow() ?? new Set<string>()
    const isNoted = note?.of === digestOf(named)
    return new Set(
      [...named].filter((id) => {
        const at = lanes.filter((lane) => (lane.attachments.names !== null || isNoted) && isWholeAt(lane, id))
        return at.length < parts.copies
      }),
    )
  }

  return {
    run,
    unsafe,
    async ceiling() {
      await readNote()
      const lacking = unsafe()
      isSettled = lacking.size === 0
      return isSettled ? Number.POSITIVE_INFINITY : (await namedAt(lacking)) - 1
    },
    isSettled: () => isSettled,
    isErasing: () => isLeft,
    lacking(lane) {
      if (lane.attachments.names === null) return 0
      return [...(namedNow() ?? [])].filter((id) => !isWholeAt(lane, id)).length
    },
  }
}
