import { describe, expect, test } from 'vitest'
import { toBase64Url } from '@/lib/base/bytes'
import { ledgerLines } from '@/lib/ledger/record'
import { call, list, NOTES, okOf, own, REFUSED, write } from './locker-site'
import { type Page, settle } from './site'

describe('an attachment', () => {
  const PART = 524_288
  const bytesOf = (length: number) => Uint8Array.from({ length }, (_, n) => (n * 7) % 251)

  async function send(page: Page, id: string, bytes: Uint8Array): Promise<string> {
    const answer = await call(page, 'upload', {
      grant: id,
      collection: 'app:notes',
      size: bytes.length,
      type: 'image/png',
      name: 'a.png',
    })
    const { upload } = okOf(answer) as { upload: string }
    for (let index = 0; index * PART < bytes.length; index++) {
      const part = bytes.subarray(index * PART, (index + 1) * PART)
      expect(await call(page, 'chunk', { upload, index, data: toBase64Url(part) })).toMatchObject({
        ok: { received: index * PART + part.length },
      })
    }
    return upload
  }

  test('comes back as it was sent, with the document that names it', async () => {
    const { page, id } = await own()
    const bytes = bytesOf(2 * PART + 5)
    const upload = await send(page, id, bytes)
    await write(page, id, [{ op: 'create', id: 'a', value: { picture: { 'selfstead:blob': upload } } }])
    const [record] = (await list(page, id)).records
    expect(record?.value.picture).toMatchObject({ size: bytes.length, type: 'image/png', name: 'a.png' })
    const parts: string[] = []
    for (let index = 0; index < 3; index++) {
      const answer = await call(page, 'download', {
        grant: id,
        collection: 'app:notes',
        record: 'a',
        field: 'picture',
        index,
      })
      const { data, of } = okOf(answer) as { data: string; of: number }
      expect(of).toBe(3)
      parts.push(data)
    }
    expect(parts[2]).toBe(toBase64Url(bytes.subarray(2 * PART)))
    // Given back as it came, it stays.
    await write(page, id, [{ op: 'update', id: 'a', value: { title: 'x', picture: record?.value.picture } }])
    expect((await list(page, id)).records[0]?.value).toMatchObject({
      title: 'x',
      picture: { size: bytes.length },
    })
  })

  test('has its parts sent and asked for at once, and none of them is left in the memory it lay in', async () => {
    const { scene, page, id } = await own()
    const { blobs } = scene.vault
    const seen: Uint8Array[] = []
    const { begin, read } = blobs
    blobs.begin = async (...named) => {
      const writer = await begin(...named)
      const append = (bytes: Uint8Array) => {
        seen.push(bytes)
        return writer.append(bytes)
      }
      return { ...writer, append }
    }
    blobs.read = async (...asked) => {
      const bytes = await read(...asked)
      if (bytes) seen.push(bytes)
      // Others are at work before this one is made into text.
      await new Promise((resolve) => setTimeout(resolve, 0))
      return bytes
    }
    const bytes = Uint8Array.from({ length: 5 * PART + 9 }, (_, n) => 1 + ((n >> 11) % 251))
    const parts = Array.from({ length: 6 }, (_, index) => bytes.subarray(index * PART, (index + 1) * PART))
    const begun = { grant: id, collection: 'app:notes', size: bytes.length, type: '', name: '' }
    const { upload } = okOf(await call(page, 'upload', begun)) as { upload: string }
    const sent = parts.map((part, index) => call(page, 'chunk', { upload, index, data: toBase64Url(part) }))
    for (const answer of await Promise.all(sent)) okOf(answer)
    await write(page, id, [{ op: 'create', id: 'a', value: { file: { 'selfstead:blob': upload } } }])
    const named = { grant: id, collection: 'app:notes', record: 'a', field: 'file' }
    const asked = parts.map((_, index) => call(page, 'download', { ...named, index }))
    const back = (await Promise.all(asked)).map((answer) => (okOf(answer) as { data: string }).data)
    expect(back.map((data, at) => data === toBase64Url(parts[at] as Uint8Array))).toEqual(
      parts.map(() => true),
    )
    expect(seen).toHaveLength(12)
    expect(seen.every((memory) => memory.every((byte) => byte === 0))).toBe(true)
  })

  test('is refused out of order, of a wrong size, to another page, and used once only', async () => {
    const { scene, page, id } = await own()
    const answer = await call(page, 'upload', {
      grant: id,
      collection: 'app:notes',
      size: PART + 1,
      type: '',
      name: '',
    })
    const { upload } = okOf(answer) as { upload: string }
    const whole = toBase64Url(bytesOf(PART))
    expect(await call(page, 'chunk', { upload, index: 1, data: whole })).toMatchObject(REFUSED)
    expect(await call(page, 'chunk', { upload, index: 0, data: 'AAAA' })).toMatchObject(REFUSED)
    expect(await call(page, 'chunk', { upload, index: 0, data: '*' })).toMatchObject({
      error: { name: 'TypeError' },
    })
    expect(await call(scene.page(NOTES), 'chunk', { upload, index: 0, data: whole })).toMatchObject(REFUSED)
    const use = { op: 'create', value: { file: { 'selfstead:blob': upload } } }
    expect(await call(page, 'write', { grant: id, collection: 'app:notes', changes: [use] })).toMatchObject({
      error: { name: 'TypeError' },
    })
    await call(page, 'chunk', { upload, index: 0, data: whole })
    await call(page, 'chunk', { upload, index: 1, data: 'AA' })
    await write(page, id, [use])
    expect(await call(page, 'write', { grant: id, collection: 'app:notes', changes: [use] })).toMatchObject({
      error: { name: 'TypeError' },
    })
  })

  test('leaves nothing behind when its page goes in the middle, and its room is given back', async () => {
    const { scene, page, id } = await own()
    const most = { grant: id, collection: 'app:notes', size: 50_000_000, type: '', name: '' }
    const first = await call(page, 'upload', most)
    const { upload } = okOf(first) as { upload: string }
    await call(page, 'chunk', { upload, index: 0, data: toBase64Url(bytesOf(PART)) })
    const other = scene.page(NOTES)
    expect(await other.answer(other.send('upload', most, false))).toMatchObject({
      error: { name: 'QuotaExceededError' },
    })
    page.connection.close()
    await settle()
    expect(await scene.vault.blobs.read(upload, 0)).toBeNull()
    expect(await other.answer(other.send('upload', most, false))).toMatchObject({
      ok: { upload: expect.any(String) },
    })
  })

  test('leaves nothing behind when its page wants it no more, by its id or by the call that began it', async () => {
    const { scene, page, id } = await own()
    const most = { grant: id, collection: 'app:notes', size: 50_000_000, type: '', name: '' }
    const begun = page.send('upload', most)
    const { upload } = okOf(await page.answer(begun)) as { upload: string }
    await call(page, 'chunk', { upload, index: 0, data: toBase64Url(bytesOf(PART)) })
    // Another page's word does not count.
    scene.page(NOTES).send('cancel', { target: upload })
    await settle()
    const other = scene.page(NOTES)
    const full = { error: { name: 'QuotaExceededError' } }
    expect(await other.answer(other.send('upload', most, false))).toMatchObject(full)
    page.send('cancel', { target: upload })
    await settle()
    expect(await scene.vault.blobs.read(upload, 0)).toBeNull()
    const again = page.send('upload', most, false)
    okOf(await page.answer(again))
    page.send('cancel', { target: again })
    await settle()
    // Wanted no more before it was answered.
    const late = page.send('upload', most, false)
    page.send('cancel', { target: late })
    expect(await page.answer(late)).toMatchObject(REFUSED)
    okOf(await other.answer(other.send('upload', most, false)))
  })

  test('is asked about before it is sent when the record that is to name it would not fit', async () => {
    const { page, id } = await own()
    const whole = { grant: id, collection: 'app:notes', size: 50 * 1024 * 1024, type: '', name: '' }
    expect(await page.answer(page.send('upload', whole, false))).toMatchObject({
      error: { name: 'QuotaExceededError' },
    })
  })

  test('that was replaced meanwhile is not mixed with what replaced it', async () => {
    const { page, id } = await own()
    const one = await send(page, id, bytesOf(PART + 9))
    await write(page, id, [{ op: 'create', id: 'a', value: { file: { 'selfstead:blob': one } } }])
    const part = (index: number, attachment?: string) =>
      call(page, 'download', {
        grant: id,
        collection: 'app:notes',
        record: 'a',
        field: 'file',
        index,
        ...(attachment && { attachment }),
      })
    okOf(await part(0, one))
    const two = await send(page, id, bytesOf(PART + 9).reverse())
    await write(page, id, [{ op: 'update', id: 'a', value: { file: { 'selfstead:blob': two } } }])
    expect(await part(1, one)).toMatchObject({ error: { name: 'InvalidStateError' } })
    okOf(await part(1, two))
    okOf(await part(1))
    await write(page, id, [{ op: 'delete', id: 'a' }])
    expect(await part(1, two)).toMatchObject(REFUSED)
  })

  test('stands in the ledger whichever part is asked for first, and counts as one read', async () => {
    const { scene, page, id } = await own()
    const upload = await send(page, id, bytesOf(3 * PART))
    await write(page, id, [{ op: 'create', id: 'a', value: { file: { 'selfstead:blob': upload } } }])
    const other = scene.page(NOTES)
    const asked = [2, 1, 0].map((index) =>
      other.send('download', {
        grant: id,
        collection: 'app:notes',
        record: 'a',
        field: 'file',
        index,
        attachment: upload,
      }),
    )
    for (const one of asked) okOf(await other.answer(one))
    await scene.collecting.flush()
    const lines = ledgerLines(scene.vault).filter(({ entry }) => entry.kind === 'worked')
    expect(lines).toMatchObject([{ work: { read: 1, create: 1 } }])
  })

  test('is removed when it is replaced or its document goes', async () => {
    const { scene, page, id } = await own()
    const first = await send(page, id, bytesOf(10))
    await write(page, id, [{ op: 'create', id: 'a', value: { file: { 'selfstead:blob': first } } }])
    expect(await scene.vault.blobs.read(first, 0)).not.toBeNull()
    const second = await send(page, id, bytesOf(20))
    await write(page, id, [{ op: 'update', id: 'a', value: { file: { 'selfstead:blob': second } } }])
    await settle()
    expect(await scene.vault.blobs.read(first, 0)).toBeNull()
    await write(page, id, [{ op: 'delete', id: 'a' }])
    await settle()
    expect(await scene.vault.blobs.read(second, 0)).toBeNull()
  })
})
