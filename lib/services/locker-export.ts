/** A locker as a file for people: open formats, names that walk nowhere. */
import { utf8 } from '@/lib/base/bytes'
import { plainLine } from '@/lib/base/text'
import type { Instant } from '@/lib/base/time'
import type { Attachment, SiteDocument } from '@/lib/records/locker'
import { parseLocker } from '@/lib/records/locker-name'

export interface ExportedDocument {
  readonly id: string
  readonly changed: Instant
  readonly value: SiteDocument
  readonly files: readonly (Attachment & { readonly member: string })[]
}

/**
 * A zip with `documents.json` (the locker's full name, when it was made, each document as its site wrote it, and where the
 * attachment of each member lies) and the attachments below `attachments/`. Those not in `bytes` are left out.
 */
export async function packLocker(
  collection: string,
  documents: readonly ExportedDocument[],
  bytes: ReadonlyMap<string, Uint8Array>,
  now: Instant,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const { packZip } = await import('@/lib/exchange/zip')
  const files: { [path: string]: Uint8Array } = {}
  const listed = documents.map(({ id, changed, value, files: held }) => {
    const attachments: [string, string][] = []
    for (const { id: blob, name, member } of held) {
      const content = bytes.get(blob)
      if (!content) continue
      const path = `attachments/${blob}/${safeName(name)}`
      files[path] = content
      attachments.push([member, path])
    }
    return {
      id,
      changed: new Date(changed).toISOString(),
      value,
      ...(attachments.length > 0 && { attachments: Object.fromEntries(attachments) }),
    }
  })
  const index = {
    format: 'selfstead-locker',
    version: 1,
    locker: collection,
    exported: new Date(now).toISOString(),
    documents: listed,
  }
  files['documents.json'] = utf8(`${JSON.stringify(index, null, 2)}\n`)
  return { name: fileName(collection), bytes: packZip(files, (path) => path.startsWith('attachments/')) }
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
