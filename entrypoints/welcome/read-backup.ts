import { isAge } from '@/lib/exchange/age-file'
import type { WelcomeEdges } from './state/edges'

export { isAge as isEncrypted }

/** Opens a file of an export and reads all of it, without a vault. What does the work is loaded when it is needed. */
export const readBackup: WelcomeEdges['readBackup'] = async (file, passphrase) => {
  const [{ createAge }, { unpackZip }, { readArchive }] = await Promise.all([
    import('@/lib/platform/age'),
    import('@/lib/exchange/zip'),
    import('@/lib/exchange/archive'),
  ])
  if (file.length === 0) return { ok: false, reason: 'empty' }
  const isZip = file[0] === 0x50 && file[1] === 0x4b
  if (!isAge(file) && !isZip) return { ok: false, reason: 'foreign' }
  const zip = isAge(file)
    ? await createAge().decrypt(file, passphrase ?? '')
    : { ok: true as const, value: file }
  if (!zip.ok) return zip
  const files = unpackZip(zip.value)
  if (!files.ok) return files
  const archive = readArchive(files.value, Date.now(), null)
  return archive.ok ? { ok: true, value: archive.value.summary } : archive
}
