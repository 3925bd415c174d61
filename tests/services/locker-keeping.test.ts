import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR } from '@/lib/base/time'
import type { StandingGrant } from '@/lib/grants/grant'
import { ledgerLines } from '@/lib/ledger/record'
import {
  attachmentValue,
  documentChange,
  documentOf,
  documentRecord,
  isDocument,
  type SiteDocument,
} from '@/lib/records/locker'
import { safeName } from '@/lib/services/locker-export'
import { createLockerKeeping } from '@/lib/services/locker-keeping'
import { ROOM } from '@/lib/services/locker-room'
import { createMemoryVault } from '../support/memory-vault'
import { unpackZip } from '../support/unpack-zip'

const NOTES = 'app:notes@https://notes.example'
const OTHER = 'app:drafts@https://write.example'
const START = Date.UTC(2026, 4, 3, 12)

function open(grants: () => readonly StandingGrant[] = () => []) {
  let time = START
  const now = () => time++
  const vault = createMemoryVault({ now })
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const keeping = createLockerKeeping({ vault, now, random, grants })
  return {
    vault,
    keeping,
    pass: (milliseconds: number) => {
      time += milliseconds
    },
    async write(collection: string, id: string, value: SiteDocument) {
      await vault.commit((state) => [
        documentRecord(collection, id, value, vault.stamp(), now(), state.get(collection, id)),
      ])
    },
    async upload(bytes: Uint8Array, name = 'scan.pdf') {
      const writer = await vault.blobs.begin()
      for (let at = 0; at < bytes.length; at += 65_536) await writer.append(bytes.subarray(at, at + 65_536))
      const { id, size } = await writer.finish()
      return { id, size, type: 'application/pdf', name }
    },
  }
}

const grant = (state: StandingGrant['state'], collection: string, origin: string): StandingGrant =>
  ({
    grant: { id: `${origin}/${state}`, origin },
    state,
    claims: [],
    collections: [{ collection, actions: ['read', 'update'], fields: null, sees: () => true }],
    revoked: null,
    paused: null,
    lastUsed: null,
  }) as unknown as StandingGrant

describe('lockers', () => {
  it('are told with whose they are, how full, and who may work in them; the latest change first', async () => {
    const { keeping, write, upload } = open(() => [
      grant('granted', NOTES, 'https://notes.example'),
      grant('paused', NOTES, 'https://editor.example'),
      grant('revoked', NOTES, 'https://gone.example'),
      grant('granted', 'app:empty@https://new.example', 'https://new.example'),
      grant('granted', 'contacts', 'https://mail.example'),
    ])
    await write(OTHER, 'one', { text: 'x' })
    const scan = await upload(new Uint8Array(1000))
    await write(NOTES, 'one', { title: 'A', scan: attachmentValue(scan) })
    await write(NOTES, 'two', { title: 'B' })
    const found = keeping.lockers()
    expect(found.map(({ collection }) => collection)).toEqual([NOTES, OTHER, 'app:empty@https://new.example'])
    expect(found[0]).toMatchObject({
      name: 'notes',
      owner: 'https://notes.example',
      documents: 2,
      quota: ROOM,
      access: [
        { origin: 'https://notes.example', actions: ['read', 'update'], paused: false },
        { origin: 'https://editor.example', paused: true },
      ],
    })
    expect(found[0]?.bytes).toBeGreaterThan(1000)
    expect(found[0]?.changed).toBeGreaterThan(found[1]?.changed ?? 0)
    expect(found[2]).toMatchObject({ documents: 0, bytes: 0, changed: null })
    expect(keeping.locker('notes')).toBeNull()
    expect(keeping.locker('app:none@https://none.example')).toBeNull()
  })

  it('without a document and without a grant are none', async () => {
    const { keeping, write } = open()
    await write(NOTES, 'one', { text: 'x' })
    const removal = await keeping.removeDocument(NOTES, 'one')
    expect(removal).not.toBeNull()
    expect(keeping.lockers()).toEqual([])
  })
})

describe('documents', () => {
  it('are listed latest change first, in pages, under a title that is one safe line', async () => {
    const { keeping, vault, write } = open()
    await write(NOTES, 'a', { body: 'first text', title: 'Shopping\nlist\u202Egpj' })
    await write(NOTES, 'b', { done: true, text: 'Only text' })
    await write(NOTES, 'c', { count: 3 })
    expect(keeping.documents(NOTES).lines.map(({ id, title }) => [id, title])).toEqual([
      ['c', ''],
      ['b', 'Only text'],
      ['a', 'Shopping listgpj'],
    ])
    await vault.commit(() => [documentChange(NOTES, 'a', { title: 'Changed' }, vault.stamp())])
    expect(keeping.documents(NOTES, { from: 0, limit: 1 })).toMatchObject({ total: 3, lines: [{ id: 'a' }] })
    expect(keeping.documents(NOTES, { from: 2, limit: 5 }).lines.map(({ id }) => id)).toEqual(['b'])
    expect(keeping.documents(NOTES, { from: 9 }).lines).toEqual([])
  })

  it('are found by every word in them, also in another case', async () => {
    const { keeping, write } = open()
    await write(NOTES, 'a', { title: 'Rent', list: ['March', 'April'] })
    await write(NOTES, 'b', { title: 'Rent', list: ['May'] })
    expect(keeping.documents(NOTES, { search: 'rent APRIL' })).toMatchObject({
      total: 1,
      lines: [{ id: 'a' }],
    })
    expect(keeping.documents(NOTES, { search: 'nothing' }).total).toBe(0)
    expect(keeping.documents(NOTES, { search: '  ' }).total).toBe(2)
  })

  it('of the person’s own collections are none', async () => {
    const { keeping, vault } = open()
    await vault.commit(() => [
      { collection: 'notes', id: 'n', fields: { '.x': [{ value: 'own', stamp: vault.stamp() }] } },
    ])
    expect(keeping.documents('notes').total).toBe(0)
    expect(keeping.document('notes', 'n')).toBeNull()
    expect(await keeping.removeDocument('notes', 'n')).toBeNull()
    expect(await keeping.removeLocker('notes')).toBe(0)
    expect(vault.get('notes', 'n')?.fields['.x']?.[0]?.value).toBe('own')
  })

  it('taken away come back whole, with their attachments and the day they were made', async () => {
    const { keeping, vault, write, upload } = open()
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31) & 255)
    const scan = await upload(bytes)
    const value = { title: 'Passport', scan: attachmentValue(scan) }
    await write(NOTES, 'a', value)
    const before = vault.get(NOTES, 'a')?.fields['~created']?.[0]?.value
    const removal = await keeping.removeDocument(NOTES, 'a')
    expect(keeping.document(NOTES, 'a')).toBeNull()
    expect(JSON.stringify(vault.get(NOTES, 'a'))).not.toContain('Passport')
    expect(await removal?.undo()).toBe(true)
    expect(keeping.document(NOTES, 'a')?.value).toEqual(value)
    expect(vault.get(NOTES, 'a')?.fields['~created']?.[0]?.value).toBe(before)
    await removal?.finish()
    const kept = await keeping.attachment(scan.id)
    expect(new Uint8Array((await kept?.arrayBuffer()) ?? [])).toEqual(bytes)
  })

  it('taken away come back with their attachments, whatever was swept meanwhile', async () => {
    const { keeping, vault, write, upload, pass } = open()
    const scan = await upload(new Uint8Array(10))
    await write(NOTES, 'a', { scan: attachmentValue(scan) })
    pass(2 * HOUR)
    const removal = await keeping.removeDocument(NOTES, 'a')
    expect(await vault.blobs.sweep(new Set())).toBe(0)
    expect(await removal?.undo()).toBe(true)
    expect((await keeping.attachment(scan.id))?.size).toBe(10)
  })

  it('taken away for good take their attachments along', async () => {
    const { keeping, write, upload } = open()
    const scan = await upload(new Uint8Array(10))
    await write(NOTES, 'a', { scan: attachmentValue(scan) })
    const removal = await keeping.removeDocument(NOTES, 'a')
    await removal?.finish()
    expect(await keeping.attachment(scan.id)).toBeNull()
    expect(await removal?.undo()).toBe(false)
    expect(keeping.document(NOTES, 'a')).toBeNull()
  })

  it('do not overwrite what the site wrote under the same id meanwhile', async () => {
    const { keeping, write } = open()
    await write(NOTES, 'a', { title: 'old' })
    const removal = await keeping.removeDocument(NOTES, 'a')
    await write(NOTES, 'a', { title: 'new' })
    expect(await removal?.undo()).toBe(false)
    expect(keeping.document(NOTES, 'a')?.value).toEqual({ title: 'new' })
  })
})

describe('a whole locker', () => {
  it('goes with all documents and attachments, and no other locker with it', async () => {
    const { keeping, vault, write, upload } = open()
    const scan = await upload(new Uint8Array(10))
    await vault.commit(() =>
      Array.from({ length: 2_100 }, (_, i) =>
        documentRecord(NOTES, `d${i}`, { text: `secret ${i}` }, vault.stamp(), START),
      ),
    )
    await write(NOTES, 'file', { scan: attachmentValue(scan) })
    await write(OTHER, 'kept', { text: 'kept' })
    expect(await keeping.removeLocker(NOTES)).toBe(2_101)
    expect(vault.all(NOTES).filter(isDocument)).toEqual([])
    expect(JSON.stringify(vault.all(NOTES))).not.toContain('secret')
    expect(await keeping.attachment(scan.id)).toBeNull()
    expect(keeping.lockers().map(({ collection }) => collection)).toEqual([OTHER])
  })

  it('is taken out as one zip with its documents and its attachments, and the ledger says so', async () => {
    const { keeping, vault, write, upload } = open()
    const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 31) & 255)
    const scan = await upload(bytes, '../../.ssh/\u202Efdp.exe')
    const lost = await upload(new Uint8Array(5))
    await write(NOTES, 'a', { title: 'Pläne', scan: attachmentValue(scan) })
    await write(NOTES, 'b', { lost: attachmentValue(lost) })
    await vault.blobs.remove([lost.id])
    const file = await keeping.exportLocker(NOTES)
    expect(file).toMatchObject({
      name: 'selfstead-locker-notes-notes.example.zip',
      documents: 2,
      missing: 1,
    })
    const unpacked = await unpackZip(new Uint8Array(await file.content.arrayBuffer()))
    if (!unpacked.ok) throw new Error(unpacked.reason)
    const index = JSON.parse(new TextDecoder().decode(unpacked.value['documents.json']))
    expect(index).toMatchObject({ format: 'selfstead-locker', version: 1, locker: NOTES })
    const [second, first] = index.documents
    expect(first).toMatchObject({ id: 'a', value: { title: 'Pläne' } })
    expect(second).not.toHaveProperty('attachments')
    const path = first.attachments.scan
    expect(path).toMatch(/^attachments\/[\w-]{22}\/[^/]+$/)
    expect(unpacked.value[path]).toEqual(bytes)
    expect(Object.keys(unpacked.value).sort()).toEqual([path, 'documents.json'].sort())
    expect(ledgerLines(vault).map(({ entry }) => entry)).toMatchObject([
      { kind: 'exported', records: 2, encrypted: false },
    ])
  })

  it('is given room, and never less than every locker has', async () => {
    const { keeping, write } = open()
    await write(NOTES, 'a', { text: 'x' })
    await keeping.allowMore(NOTES, { bytes: 2 * ROOM.bytes, records: ROOM.records })
    expect(keeping.locker(NOTES)?.quota).toEqual({ bytes: 2 * ROOM.bytes, records: ROOM.records })
    await keeping.allowMore(NOTES, { bytes: 1, records: 1 })
    expect(keeping.locker(NOTES)?.quota).toEqual(ROOM)
  })
})

it('names of exported files walk nowhere, whatever a site called them', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('..', '.', 'a/../b', 'CON', '')),
      (name) => {
        const safe = safeName(name)
        expect(safe).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cf}]|^\.|\.$/u)
        expect(safe.length).toBeGreaterThan(0)
        expect(safe.isWellFormed()).toBe(true)
      },
    ),
  )
  expect(safeName('CON.txt')).toBe('_CON.txt')
  expect(safeName('Übersicht 2026 (2).pdf')).toBe('Übersicht 2026 (2).pdf')
})

it('a document read back is what the site wrote', async () => {
  const { keeping, vault, write } = open()
  const value = { title: 'x', deep: { list: [1, null, 'a'] } }
  await write(NOTES, 'a', value)
  const state = vault.get(NOTES, 'a')
  expect(keeping.document(NOTES, 'a')?.value).toEqual(state && documentOf(state))
  expect(keeping.document(NOTES, 'a')?.value).toEqual(value)
})
