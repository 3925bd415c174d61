/** Attachments on their way out of the vault, into a file, and back. */
import type { ArchivedAttachment, Attachments, OutgoingAttachment } from '@/lib/exchange/archive'
import { gather } from '@/lib/services/file-pieces'
import { CHUNK, GROUP } from '@/lib/vault/blob-sizes'
import type { Blobs } from '@/lib/vault/blobs'

/** Bytes in one step: as many as lie together in the vault. */
const STEP = GROUP * CHUNK

/**
 * Attachments for an archive, one after the other. One that is nowhere is left out, and one that is damaged ends in a null:
 * the rest must be taken out all the same.
 */
export async function* readAttachments(
  blobs: Blobs,
  ids: ReadonlySet<string>,
): AsyncGenerator<OutgoingAttachment> {
  for (const id of ids) {
    const size = await blobs.measure(id)
    if (size) yield { id, pieces: () => readPieces(blobs, id, size.chunks) }
  }
}

async function* readPieces(blobs: Blobs, id: string, chunks: number): AsyncGenerator<Uint8Array | null> {
  for (let index = 0; index < chunks; index += GROUP) yield await blobs.read(id, index, GROUP)
}

/** One attachment as a file; null when it is nowhere, or damaged. */
export async function readAttachment(blobs: Blobs, id: string): Promise<Blob | null> {
  const size = await blobs.measure(id)
  if (!size) return null
  let whole = true
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for await (const piece of readPieces(blobs, id, size?.chunks ?? 0)) {
      whole = piece !== null
      if (!piece) return
      yield piece
    }
  }
  // Not by the type it claims: the browser is to save it, never to show it.
  const file = await gather(pieces(), 'application/octet-stream')
  return whole ? file : null
}

/** What was put into the vault, until a commit names it. */
export interface Kept {
  /** Removes it again. */
  undo(): Promise<void>
}

/**
 * Puts the attachments `named` into the vault under the ids they had. What is there already stays as it is: no file replaces
 * what the vault holds. @throws FileProblem when the file was changed meanwhile. @throws VaultError `full`, `closed`, `unreachable`: then none of them was kept.
 */
export async function keepAttachments(
  blobs: Blobs,
  attachments: Attachments,
  named: ReadonlySet<string>,
): Promise<Kept> {
  const written: string[] = []
  const undo = () => blobs.remove(written)
  try {
    for (const [id, attachment] of attachments) {
      if (!named.has(id) || (await blobs.measure(id))) continue
      await keep(blobs, id, attachment)
      written.push(id)
    }
  } catch (error) {
    await undo().catch(() => {})
    throw error
  }
  return { undo }
}

async function keep(blobs: Blobs, id: string, { pieces }: ArchivedAttachment): Promise<void> {
  const writer = await blobs.begin(id)
  try {
    for await (const piece of pieces())
      for (let at = 0; at < piece.length; at += STEP) await writer.append(piece.slice(at, at + STEP))
    await writer.finish()
  } catch (error) {
    await writer.discard().catch(() => {})
    throw error
  }
}
