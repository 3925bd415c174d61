import { describe, expect, test } from 'vitest'
import { type Bytes, concatBytes, equalBytes, fromBase64Url } from '@/lib/base/bytes'
import type { Json } from '@/lib/base/json'
import { picking } from '@/lib/grants/standing'
import { fileFields } from '@/lib/records/files'
import { call, grant, list, NOTES, okOf, REFUSED } from './locker-site'
import { createScene, type Page } from './site'

const PART = 524_288
const bytesOf = (length: number): Bytes => Uint8Array.from({ length }, (_, n) => (n * 7 + (n >> 8)) % 251)

async function shelf(fields: readonly string[] = ['title', 'file']) {
  const scene = await createScene()
  const add = async (title: string, kind: string, bytes: Bytes) => {
    const file = fileFields({ name: `${title}.pdf`, type: 'application/pdf', bytes })
    const kept = await scene.keeping.add('documents', '', { kind, title, ...file })
    if (!kept.ok) throw new Error('not kept')
    return kept.value.id
  }
  const lease = await add('Lease', 'contract', bytesOf(700_000))
  const secret = await add('Secret', 'contract', bytesOf(10))
  const id = await grant(scene, NOTES, [
    { collection: 'documents', actions: ['read'], fields, newToo: false },
  ])
  const pick = (record: string) =>
    scene.vault.commit(() => [picking(id, 'documents', record, true, scene.vault.stamp())])
  await pick(lease)
  return { scene, page: scene.page(NOTES), id, lease, secret, add, pick }
}

const part = (page: Page, grant: string, record: string, index: number, more: object = {}) =>
  call(page, 'download', { grant, collection: 'documents', record, field: 'file', index, ...more })

async function only(page: Page, id: string) {
  const { records } = await list(page, id, {}, 'documents')
  const [record] = records
  if (!record || records.length > 1) throw new Error('not one')
  return { record: record.id, value: record.value, blob: markerOf(record.value.file) }
}

function markerOf(value: Json | undefined): string {
  return String((value as { 'selfstead:blob'?: string } | undefined)?.['selfstead:blob'])
}

describe('the file of a document', () => {
  test('comes out byte for byte, part by part, as what its marker says', async () => {
    const { page, id } = await shelf()
    const { record, value, blob } = await only(page, id)
    const marker = { 'selfstead:blob': blob, size: 700_000, type: 'application/pdf', name: 'Lease.pdf' }
    expect(value).toEqual({ title: 'Lease', file: marker })
    const parts = await Promise.all(
      [0, 1].map((index) => part(page, id, record, index, { attachment: blob })),
    )
    const all = parts.map((answer) => okOf(answer) as { data: string; of: number })
    expect(all.map(({ of }) => of)).toEqual([2, 2])
    const bytes = all.map(({ data }) => fromBase64Url(data) ?? new Uint8Array(0))
    expect(bytes.map(({ length }) => length)).toEqual([PART, 700_000 - PART])
    expect(equalBytes(concatBytes(...bytes), bytesOf(700_000))).toBe(true)
    expect(await part(page, id, record, 2)).toMatchObject(REFUSED)
  })

  test('leaves in no other field, by no other name, and not of a document that was not picked', async () => {
    const { page, id, lease, secret, scene } = await shelf()
    const { record, blob } = await only(page, id)
    for (const field of ['title', 'file/0', 'file-name', 'number'])
      expect(await part(page, id, record, 0, { field })).toMatchObject(REFUSED)
    for (const other of [lease, secret]) expect(await part(page, id, other, 0)).toMatchObject(REFUSED)
    // The name of the hidden one, as it will be once it is shown, opens nothing before.
    const name = await nameOf(scene, id, secret)
    expect(await part(page, id, name, 0)).toMatchObject(REFUSED)
    expect(
      await part(scene.page('https://other.example'), id, record, 0, { attachment: blob }),
    ).toMatchObject(REFUSED)
  })

  test('is not there for a site that was given other fields', async () => {
    const { page, id } = await shelf(['title'])
    const { record, value } = await only(page, id)
    expect(value).toEqual({ title: 'Lease' })
    expect(await part(page, id, record, 0)).toMatchObject(REFUSED)
  })

  test('stands in the ledger with the versions that left, and the site is a holder of it', async () => {
    const { scene, page, id, lease } = await shelf()
    const { record, blob } = await only(page, id)
    const before = scene.sharing.ledger({ origin: NOTES }).length
    await part(page, id, record, 0, { attachment: blob })
    await part(page, id, record, 1, { attachment: blob })
    const lines = scene.sharing.ledger({ origin: NOTES })
    // One line for the whole file.
    expect(lines).toHaveLength(before + 1)
    const [line] = lines
    expect(line?.entry).toMatchObject({
      kind: 'disclosure',
      way: 'records',
      grant: id,
      values: [{ collection: 'documents', record: lease, form: 'full' }],
    })
    const { values = [] } = (line?.entry ?? {}) as { readonly values?: readonly { versions: object }[] }
    const versions = Object.keys(values[0]?.versions ?? {})
    expect(versions).toEqual(
      expect.arrayContaining(['file-name', 'file-size', 'file-type', 'file/0', 'title']),
    )
    expect(versions).not.toContain('kind')
  })

  test('that was replaced is another one, and never mixed with it', async () => {
    const { scene, page, id, lease } = await shelf()
    const { record, blob } = await only(page, id)
    okOf(await part(page, id, record, 0, { attachment: blob }))
    const made = { name: 'New.pdf', type: 'application/pdf', bytes: bytesOf(600_000).reverse() }
    const file = fileFields(made, scene.keeping.get('documents', lease)?.fields)
    await scene.keeping.edit('documents', lease, { fields: file ?? {} })
    expect(await part(page, id, record, 1, { attachment: blob })).toMatchObject({
      error: { name: 'InvalidStateError' },
    })
    const next = await only(page, id)
    expect(next.blob).not.toBe(blob)
    okOf(await part(page, id, record, 1, { attachment: next.blob }))
  })

  test('of a passport leaves while the passphrase was given just now, and no more after that', async () => {
    const { scene, page, id, lease, add, pick } = await shelf()
    await scene.vault.commit(() => [picking(id, 'documents', lease, false, scene.vault.stamp())])
    await pick(await add('Passport', 'passport', bytesOf(20)))
    const { record, blob } = await only(page, id)
    okOf(await part(page, id, record, 0, { attachment: blob }))
    scene.pass(5 * 60_000)
    expect(await part(page, id, record, 0, { attachment: blob })).toMatchObject(REFUSED)
  })
})

/** What a record will be called towards the site: shown, asked for, and hidden again. */
async function nameOf(scene: Awaited<ReturnType<typeof shelf>>['scene'], id: string, record: string) {
  const show = (shown: boolean) =>
    scene.vault.commit(() => [picking(id, 'documents', record, shown, scene.vault.stamp())])
  await show(true)
  const { records } = await list(scene.page(NOTES), id, {}, 'documents')
  await show(false)
  return records.find(({ value }) => value.title === 'Secret')?.id ?? ''
}
