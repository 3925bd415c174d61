import { toBase64Url } from '@/lib/base/bytes'
import { newId } from '@/lib/base/ids'
import { createStamper } from '@/lib/records/stamp'
import { createTransfer } from '@/lib/services/transfer'
import { ageHere } from './age-here'
import { createMemoryVault } from './memory-vault'

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

/** The export of somebody else's vault whose notes have these titles, whatever stands in them: no page of ours cleaned them. */
export async function foreignArchive(titles: readonly string[], passphrase: string): Promise<Uint8Array> {
  const now = Date.now
  const vault = createMemoryVault({ device: toBase64Url(random(16)), now })
  // The archive names a vault by 16 bytes; the memory vault's own id is a word.
  Object.assign(vault, { id: toBase64Url(random(16)) })
  const stamper = createStamper({ device: vault.device, now })
  await vault.commit(() =>
    titles.map((title) => ({
      collection: 'notes',
      id: newId(random),
      fields: { title: [{ value: title, stamp: stamper.next() }] },
    })),
  )
  const { content } = await createTransfer({ vault, now, random, age: ageHere }).exportArchive(passphrase)
  return new Uint8Array(await content.arrayBuffer())
}
