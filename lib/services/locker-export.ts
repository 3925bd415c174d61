/** A locker as a file for people: open formats, names that walk nowhere. */
import { utf8 } from '@/lib/base/bytes'
import { plainLine } from '@/lib/base/text'
import type { Instant } from '@/lib/base/time'
import type { OutgoingAttachment } from '@/lib/exchange/archive'
import type { ZipEntry } from '@/lib/exchange/zip'
import type { Attachment, SiteDocument } from '@/lib/records/locker'
import { parseLocker } from '@/lib/records/locker-name'
import { gather } from '@/lib/services/file-pieces'

export interface ExportedDocument {
  readonly id: string
  readonly changed: Instant
  readonly value: SiteDocument
  readonly files: readonly (Attachment & { readonly member: string })[]
}

/**
 * A zip with the attachments below `attachments/`, and `documents.json`: the locker's full name, when it was made, each
 * document as its site wrote it, and where the attachment of each member lies. Those that are damaged are not named there.
 * @returns `whole`: number of attachments that are in it.
 */
export async function packLocker(
  collection: string,
  documents: readonly ExportedDocument[],
  attachments: AsyncIterable<OutgoingAttachment>,
  now: Instant,
): Promise<{ readonly name: string; readonly content: Blob; readonly whole: number }> {
  const { zipPieces } = await import('@/lib/exchange/zip')
  const whole = new Set<string>()
  const pathOf = ({ id, name }: Attachment) => `attachments/${id}/${safeName(name)}`
  const paths = new Map<string, Set<string>>()
  for (const file of documents.flatMap(({ files }) => files))
    paths.set(file.id, (paths.get(file.id) ?? new Set()).add(pathOf(file)))

  async function* content({ id, pieces }: OutgoingAttachment): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces()) {
      if (!piece) return void whole.delete(id)
      yield piece
    }
  }
  async function* entries(): AsyncGenerator<ZipEntry> {
    for await (const attachment of attachments) {
      whole.add(attachment.id)
      for (const path of paths.get(attachment.id) ?? [])
        yield { path, content: content(attachment), stored: true }
    }
    const listed = documents.map(({ id, changed, value, files }) => {
      const held = files.filter((file) => whole.has(file.id)).map((file) => [file.member, pathOf(file)])
      return {
        id,
        changed: new Date(changed).toISOString(),
        value,
        ...(held.length > 0 && { attachments: Object.fromEntries(held) }),
      }
    })
    const index = {
      format: 'selfstead-locker',
      version: 1,
      locker: collection,
      exported: new Date(now).toISOString(),
      documents: listed,
    }
    yield { path: 'documents.json', content: [utf8(`${JSON.stringify(index, null, 2)}\n`)], stored: false }
  }
  const file = await gather(zipPieces(entries()), 'application/zip')
  return { name: fileName(collection), content: file, whole: whole.size }
}

/** A file's name as every system takes it: no folder, nothing unseen, no beginning that hides it, no word of Windows. */
export function safeName(name: string): string {
  const clean = plainLine(name, 1_000)
    .replace(/[^\p{L}\p{N}._ ()-]/gu, '_')
    .slice(-120)
    .replace(/^[. ]+/, '_')
    .replace(/[. ]+$/, '')
    .toWellFormed()
  if (clean === '') return 'file'
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(clean) ? `_${clean}` : clean
}

function fileName(collection: string): string {
  const locker = parseLocker(collection)
  const host = locker?.origin.replace(/^https?:\/\//, '') ?? ''
  return `${safeName(`selfstead-locker-${locker?.name.slice('app:'.length) ?? ''}-${host}`)}.zip`
}
