import { describe, expect, test } from 'vitest'
import { equalBytes, utf8 } from '@/lib/base/bytes'
import { newId } from '@/lib/base/ids'
import type { LedgerEntry } from '@/lib/ledger/entry'
import { deliveredRecord, entryRecord, unwrittenRecord } from '@/lib/ledger/record'
import { createStamper } from '@/lib/records/stamp'
import { pairwiseOf } from '@/lib/services/pairwise'
import { noteWords, wordsProven } from '@/lib/services/recovery-words'
import { createSharing } from '@/lib/services/sharing'
import { siteView } from '@/lib/services/site-view'
import { readBackup } from '@/lib/services/transfer'
import { vaultError } from '@/lib/vault/errors'
import type { Vault } from '@/lib/vault/vault'
import { unpackZip } from '../support/unpack-zip'
import { age, filled, random, scene } from './transfer-world'

const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer())

const LOCKER = 'app:notes@https://notes.example'

/** Stores bytes and commits a document that names them. */
async function attach(vault: Vault, bytes: Uint8Array): Promise<string> {
  const writer = await vault.blobs.begin()
  for (let at = 0; at < bytes.length; at += 65_536) await writer.append(bytes.subarray(at, at + 65_536))
  const { id } = await writer.finish()
  const value = { 'selfstead:blob': id, size: bytes.length }
  await vault.commit(() => [
    { collection: LOCKER, id: 'first', fields: { '.file': [{ value, stamp: vault.stamp() }] } },
  ])
  return id
}

describe('export and restore', () => {
  test('everything comes back in an empty vault: records, history, identity towards sites', async () => {
    const from = await filled()
    const before = await pairwiseOf(from.vault, random)
    const { content: bytes } = await from.transfer.exportArchive('secret')
    const to = scene('device-b')
    const plan = await to.transfer.plan(bytes, 'secret')
    if (!plan.ok) throw new Error(plan.reason)
    expect(plan.value.from).toBe('whole')
    expect(plan.value.rows.map(({ outcome }) => outcome)).toEqual(['new', 'new'])
    expect(await to.transfer.apply(plan.value)).toEqual({ ok: true, value: { records: 2 } })
    for (const name of ['names', 'emails']) expect(to.vault.all(name)).toEqual(from.vault.all(name))
    expect(to.keeping.history('emails', from.email).email).toHaveLength(1)
    const after = await pairwiseOf(to.vault, random)
    expect(after.aliasTag('https://shop.example')).toBe(before.aliasTag('https://shop.example'))
    // The restored vault knows the old backup for its own.
    expect(await to.transfer.verifyArchive(bytes, 'secret')).toMatchObject({ ok: true })
  })

  test('what was filled and attached stands in the ledger again, and the same sites hold it', async () => {
    const from = await filled()
    const site = { origin: 'https://shop.example', grant: null, at: 1 } as const
    const value = (record: string) =>
      ({ claim: 'email', collection: 'emails', record, form: 'full', versions: {} }) as const
    const stamp = () => from.vault.stamp()
    const lines: readonly LedgerEntry[] = [
      {
        ...site,
        kind: 'disclosure',
        id: newId(random),
        way: 'fill',
        values: [value(from.email), value('gone')],
        sendsTo: 'https://pay.example',
      },
      {
        ...site,
        kind: 'disclosure',
        id: newId(random),
        way: 'attach',
        values: [{ ...value(from.email), claim: 'documents', collection: 'documents' }],
      },
    ]
    await from.vault.commit(() => [
      ...lines.map((line) => entryRecord(line, stamp())),
      unwrittenRecord(lines[0]?.id ?? '', [1], stamp()),
      deliveredRecord(lines[1]?.id ?? '', true, stamp()),
    ])
    const { content } = await from.transfer.exportArchive('secret')
    const to = scene('device-b')
    const plan = await to.transfer.plan(content, 'secret')
    if (!plan.ok) throw new Error(plan.reason)
    await to.transfer.apply(plan.value)
    const seen = ({ vault }: typeof to) => {
      const sharing = createSharing({ vault, now: () => 2, random, siteView, browserSession: 'here' })
      const given = sharing.ledger().filter(({ entry }) => entry.kind === 'disclosure')
      return { ledger: given, holdings: sharing.holdings() }
    }
    expect(seen(to)).toEqual(seen(from))
    expect(
      seen(to)
        .ledger.map(({ entry }) => entry.kind === 'disclosure' && entry.way)
        .sort(),
    ).toEqual(['attach', 'fill'])
    expect(
      seen(to).ledger.find(({ entry }) => entry.kind === 'disclosure' && entry.way === 'fill'),
    ).toMatchObject({
      unwritten: [1],
      entry: { sendsTo: 'https://pay.example' },
    })
    expect(seen(to).holdings.map(({ ways, record }) => [ways, record])).toEqual(
      expect.arrayContaining([
        [['fill'], from.email],
        [['attach'], from.email],
      ]),
    )
  })

  test('attachments of lockers travel with it, and are there before the commit that names them', async () => {
    const from = await filled()
    const bytes = Uint8Array.from({ length: 200_000 }, (_, at) => at & 0xff)
    const id = await attach(from.vault, bytes)
    const { content: file } = await from.transfer.exportArchive('secret')
    const to = scene('device-b')
    const plan = await to.transfer.plan(file, 'secret')
    if (!plan.ok) throw new Error(plan.reason)
    const there: unknown[] = []
    const commit = to.vault.commit.bind(to.vault)
    Object.assign(to.vault, {
      commit: async (...given: Parameters<typeof commit>) => {
        there.push(await to.vault.blobs.measure(id))
        return commit(...given)
      },
    })
    expect(await to.transfer.apply(plan.value)).toMatchObject({ ok: true })
    expect(there[0]).toEqual({ size: 200_000, chunks: 4 })
    expect(equalBytes((await to.vault.blobs.read(id, 3)) ?? bytes, bytes.subarray(196_608))).toBe(true)
    expect(to.vault.all(LOCKER)).toEqual(from.vault.all(LOCKER))
    expect(await to.transfer.verifyArchive(file, 'secret')).toMatchObject({ ok: true })
  })

  test('a vault that is not restored takes no locker and no attachment', async () => {
    const from = await filled()
    const id = await attach(from.vault, Uint8Array.of(1, 2, 3))
    const { content: file } = await from.transfer.exportArchive(null)
    const to = await filled('device-b')
    const plan = await to.transfer.plan(file, null)
    if (!plan.ok) throw new Error(plan.reason)
    expect(await to.transfer.apply(plan.value)).toMatchObject({ ok: true })
    expect(to.vault.all(LOCKER)).toEqual([])
    expect(await to.vault.blobs.measure(id)).toBeNull()
  })

  test('no attachment of an import is left where there is no room for it', async () => {
    const from = await filled()
    const id = await attach(from.vault, Uint8Array.of(1, 2, 3))
    const { content: file } = await from.transfer.exportArchive(null)
    const to = scene('device-b')
    const plan = await to.transfer.plan(file, null)
    if (!plan.ok) throw new Error(plan.reason)
    Object.assign(to.vault, { commit: () => Promise.reject(vaultError('full')) })
    expect(await to.transfer.apply(plan.value)).toEqual({ ok: false, reason: 'storage-full' })
    expect(await to.vault.blobs.measure(id)).toBeNull()
  })

  test('a backup that lacks an attachment the vault holds is incomplete; one that is lost everywhere stops no backup', async () => {
    const made = await filled()
    const id = await attach(made.vault, Uint8Array.of(1, 2, 3))
    await made.vault.blobs.remove([id])
    const { content: file } = await made.transfer.exportArchive(null)
    expect(await made.transfer.verifyArchive(file, null)).toMatchObject({ ok: true })
    const writer = await made.vault.blobs.begin(id)
    await writer.append(Uint8Array.of(1, 2, 3))
    await writer.finish()
    expect(await made.transfer.verifyArchive(file, null)).toEqual({ ok: false, reason: 'incomplete' })
  })

  test('verifying notes when all of it was read back; a spoilt or foreign file is not noted', async () => {
    const made = await filled()
    expect(made.transfer.lastVerified()).toBeNull()
    const { content: bytes, summary } = await made.transfer.exportArchive('secret')
    expect(await made.transfer.verifyArchive(bytes.slice(0, -30), 'secret')).toMatchObject({ ok: false })
    expect(await made.transfer.verifyArchive(bytes, 'wrong-one')).toEqual({
      ok: false,
      reason: 'wrong-passphrase',
    })
    const other = await filled('device-c')
    expect(await other.transfer.verifyArchive(bytes, 'secret')).toEqual({ ok: false, reason: 'foreign' })
    expect(made.transfer.lastVerified()).toBeNull()
    expect(await made.transfer.verifyArchive(bytes, 'secret')).toMatchObject({ ok: true })
    expect(made.transfer.lastVerified()).toMatchObject({ generation: summary.generation })
  })

  test('a whole file that lacks something and one that has more are told apart from a changed one', async () => {
    const made = await filled()
    const { content: bytes } = await made.transfer.exportArchive(null)
    await made.keeping.edit('emails', made.email, { fields: { email: 'ada@newest.example' } })
    const { content: later } = await made.transfer.exportArchive(null)
    // A record that is older than the file, and came in from elsewhere after it was made.
    const stamp = createStamper({ device: 'elsewhere', now: () => Date.UTC(2020, 0, 1) }).next()
    await made.vault.commit(() => [
      { collection: 'notes', id: 'n', fields: { title: [{ value: 'old', stamp }] } },
    ])
    expect(await made.transfer.verifyArchive(bytes, null)).toEqual({ ok: false, reason: 'incomplete' })
    const behind = scene('device-b')
    const plan = await behind.transfer.plan(bytes, null)
    if (!plan.ok) throw new Error(plan.reason)
    await behind.transfer.apply(plan.value)
    expect(await behind.transfer.verifyArchive(later, null)).toEqual({ ok: false, reason: 'ahead' })
    expect(made.transfer.lastVerified()).toBeNull()
  })

  test('a backup is read whole without a vault', async () => {
    const { transfer } = await filled()
    const { content: bytes, summary } = await transfer.exportArchive('secret')
    const edges = { age, now: () => Date.UTC(2027, 0, 1) }
    expect(await readBackup(bytes, 'secret', edges)).toEqual({ ok: true, value: summary })
    expect(await readBackup(bytes, 'other words', edges)).toEqual({ ok: false, reason: 'wrong-passphrase' })
    expect(await readBackup(new Blob(['hello']), null, edges)).toEqual({ ok: false, reason: 'foreign' })
    expect(await readBackup(new Blob([]), null, edges)).toEqual({ ok: false, reason: 'empty' })
  })

  test('that the recovery words were asked back is of this device: it is in no backup', async () => {
    const from = await filled()
    await noteWords(from.vault, 1)
    const { content: bytes } = await from.transfer.exportArchive('secret')
    expect(await from.transfer.verifyArchive(bytes, 'secret')).toMatchObject({ ok: true })
    const to = scene('device-b')
    const plan = await to.transfer.plan(bytes, 'secret')
    if (!plan.ok) throw new Error(plan.reason)
    await to.transfer.apply(plan.value)
    expect(wordsProven(to.vault)).toBeNull()
  })

  test('importing what is there already changes nothing; what is older does not win', async () => {
    const made = await filled()
    const { content: bytes } = await made.transfer.exportArchive(null)
    await made.keeping.edit('emails', made.email, { fields: { email: 'ada@newest.example' } })
    const plan = await made.transfer.plan(bytes, null)
    if (!plan.ok) throw new Error(plan.reason)
    expect(plan.value.from).toBe('own')
    expect(
      Object.fromEntries(plan.value.rows.map(({ collection, outcome }) => [collection, outcome])),
    ).toEqual({ names: 'same', emails: 'older' })
    await made.transfer.apply(plan.value)
    expect(made.keeping.get('emails', made.email)?.fields.email).toBe('ada@newest.example')
  })

  test('another vault’s file brings records only, and leaves out what the person unticked', async () => {
    const from = await filled()
    await from.vault.commit(() => [
      {
        collection: '~grants',
        id: 'g',
        fields: { grant: [{ value: { evil: true }, stamp: from.vault.stamp() }] },
      },
    ])
    const { content: bytes } = await from.transfer.exportArchive(null)
    const to = await filled('device-c')
    const plan = await to.transfer.plan(bytes, null)
    if (!plan.ok) throw new Error(plan.reason)
    expect(plan.value.from).toBe('other')
    const seed = to.vault.get('~settings', 'pairwise')
    await to.transfer.apply(plan.value, [from.email])
    expect(to.vault.all('~grants')).toEqual([])
    expect(to.vault.get('~settings', 'pairwise')).toEqual(seed)
    expect(to.keeping.get('emails', from.email)).toBeNull()
    expect(to.keeping.list('names')).toHaveLength(2)
  })

  test.each([
    ['empty', new Uint8Array(0)],
    ['foreign', Uint8Array.from(utf8('hello'))],
    ['truncated', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)],
  ])('a file that is %s is refused and nothing changes', async (reason, file) => {
    const { vault, transfer } = await filled()
    const before = vault.health().generation
    expect(await transfer.plan(new Blob([file]), null)).toEqual({ ok: false, reason })
    expect(vault.all('names')).toHaveLength(1)
    expect(vault.health().generation - before).toBeLessThanOrEqual(1)
  })

  test('the plain export holds every record in JSON and CSV, and no key of the vault', async () => {
    const { transfer } = await filled()
    const { content: bytes, name } = await transfer.exportArchive(null)
    expect(name).toMatch(/^selfstead-\d{4}-\d\d-\d\d\.zip$/)
    const files = await unpackZip(await bytesOf(bytes))
    if (!files.ok) throw new Error(files.reason)
    const text = (path: string) => new TextDecoder().decode(files.value[path])
    expect(text('records/emails.csv')).toContain('ada@analytical.example')
    expect(JSON.parse(text('records/names.json'))).toMatchObject([{ fields: { name: 'Ada Lovelace' } }])
    expect(text('README.txt')).toContain('age -d')
  })

  test('a full disk takes no entry, and everything can be taken out all the same', async () => {
    const made = await filled()
    const { commit } = made.vault
    made.vault.commit = () => Promise.reject(vaultError('full'))
    // Nor can it be read again, once the browser had to close it.
    const { refresh } = made.vault
    made.vault.refresh = () => Promise.reject(vaultError('unreachable'))
    const { content: bytes } = await made.transfer.exportArchive('secret')
    Object.assign(made.vault, { commit, refresh })
    const to = scene('device-b')
    const plan = await to.transfer.plan(bytes, 'secret')
    expect(plan.ok && plan.value.rows).toHaveLength(2)
  })
})
