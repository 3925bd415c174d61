/** Attachments on their way out of the vault, into a file, and back. */
import { concatBytes } from '@/lib/base/bytes'
import type { Attachments } from '@/lib/exchange/archive'
import { CHUNK, GROUP } from '@/lib/vault/blob-sizes'
import type { Blobs } from '@/lib/vault/blobs'

/** Bytes in one step: as many as lie together in the vault. */
const STEP = GROUP * CHUNK

/** Whole attachments by their id. One that is damaged, or nowhere, is left out: the rest must be taken out all the same. */
export async function readAttachments(blobs: Blobs, ids: ReadonlySet<string>): Promise<Attachments> {
  const attachments = new Map<string, Uint8Array>()
  for (const id of ids) {
    const bytes = await readWhole(blobs, id)
    if (bytes) attachments.set(id, bytes)
  }
  return attachments
}

async function readWhole(blobs: Blobs, id: string): Promise<Uint8Array | null> {
  const size = await blobs.measure(id)
  if (!size) return null
  const parts: Uint8Array[] = []
  for (let index = 0; index < size.chunks; index += GROUP) {
    const part = await blobs.read(id, index, GROUP)
    if (!part) return null
    parts.push(part)
  }
  return concatBytes(...parts)
}

/** What was put into the vault, until a commit names it. */
export interface Kept {
  /** Removes it again. */
  undo(): Promise<void>
}

/**
 * Puts the attachments `named` into the vault under the ids they had. What is there already stays as it is: no file replaces
 * what the vault holds. @throws VaultError `full`, `closed`, `unreachable`: then none of them was kept.
 */
export async function keepAttachments(
  blobs: Blobs,
  attachments: Attachments,
  named: ReadonlySet<string>,
): Promise<Kept> {
  const written: string[] = []
  const undo = () => blobs.remove(written)
  try {
    for (const [id, bytes] of attachments) {
      if (!named.has(id) || (await blobs.measure(id))) continue
      const writer = await blobs.begin(id)
      for (let at = 0; at < bytes.length; at += STEP) await writer.append(bytes.subarray(at, at + STEP))
      await writer.finish()
      written.push(id)
    }
  } catch (error) {
    await undo().catch(() => {})
    throw error
  }
  return { undo }
}
