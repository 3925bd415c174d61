import { describe, expect, test } from 'vitest'
import { toBase64Url } from '@/lib/base/bytes'
import { pausing, revocation } from '@/lib/grants/standing'
import { ledgerLines } from '@/lib/ledger/record'
import {
  ALL,
  call,
  EDITOR,
  grant,
  LOCKER,
  list,
  locker,
  NOTES,
  okOf,
  own,
  REFUSED,
  write,
} from './locker-site'
import { type Page, type Scene, settle } from './site'

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

  const commit = async (scene: Scene, record: ReturnType<typeof revocation>) => {
    await scene.vault.commit(() => [record])
  }
  const ended: Record<string, (scene: Scene, id: string) => Promise<void>> = {
    revoked: (scene, id) => commit(scene, revocation(id, null, scene.vault.stamp())),
    'revoked for this locker': (scene, id) => commit(scene, revocation(id, LOCKER, scene.vault.stamp())),
    'narrowed to reading': async (scene, id) => {
      await scene.sharing.narrow(id, `${LOCKER}:create`)
      await scene.sharing.narrow(id, `${LOCKER}:update`)
    },
    paused: (scene, id) => commit(scene, pausing(id, true, scene.vault.stamp())),
  }

  /** One on its way with its first part stored, one that is whole and unused, and another site's word on the room. */
  async function onTheirWay() {
    const { scene, page, id } = await own()
    const removed: string[] = []
    const { begin, remove } = scene.vault.blobs
    scene.vault.blobs.begin = async (...named) => {
      const writer = await begin(...named)
      const discard = async () => {
        removed.push(writer.id)
        await writer.discard()
      }
      return { ...writer, discard }
    }
    scene.vault.blobs.remove = async (ids) => {
      removed.push(...ids)
      await remove(ids)
    }
    const other = await grant(scene, EDITOR, [locker(ALL)])
    const editor = scene.page(EDITOR)
    const size = 30_000_000
    const most = { grant: other, collection: LOCKER, size, type: '', name: '' }
    const whole = await send(page, id, bytesOf(10))
    const begun = { ...most, grant: id, collection: 'app:notes' }
    const { upload } = okOf(await call(page, 'upload', begun)) as { upload: string }
    const part = (index: number) => call(page, 'chunk', { upload, index, data: toBase64Url(bytesOf(PART)) })
    okOf(await part(0))
    const room = () => editor.answer(editor.send('upload', most, false))
    expect(await room()).toMatchObject({ error: { name: 'QuotaExceededError' } })
    return { scene, page, id, whole, upload, part, room, removed }
  }

  test.each(Object.keys(ended))(
    'of a grant that is %s goes at once, and no part of it is taken',
    async (how) => {
      const { scene, id, whole, upload, part, room, removed } = await onTheirWay()
      await ended[how]?.(scene, id)
      await settle()
      expect([...removed].sort()).toEqual([whole, upload].sort())
      expect(await scene.vault.blobs.read(whole, 0)).toBeNull()
      okOf(await room())
      expect(await part(1)).toMatchObject(REFUSED)
      // Allowed again it stays what it is: gone.
      await commit(scene, pausing(id, false, scene.vault.stamp()))
      expect(await part(1)).toMatchObject(REFUSED)
    },
  )

  test('of a grant that was narrowed elsewhere goes on', async () => {
    const { scene, id, part, removed } = await onTheirWay()
    await scene.sharing.narrow(id, `${LOCKER}:create`)
    await scene.sharing.narrow(id, `${LOCKER}:delete`)
    okOf(await part(1))
    expect(removed).toEqual([])
  })

  test('of a grant whose end has come gives its room to whoever asks, and takes no part', async () => {
    const { scene, id, whole, upload, part, room, removed } = await onTheirWay()
    await scene.sharing.endAt(id, scene.now() + 60_000)
    okOf(await part(1))
    scene.pass(60_000)
    okOf(await room())
    expect([...removed].sort()).toEqual([whole, upload].sort())
    expect(await part(2)).toMatchObject(REFUSED)
  })

  test('of a grant whose end has come goes with the next part of it', async () => {
    const { scene, id, upload, part, removed } = await onTheirWay()
    await scene.sharing.endAt(id, scene.now() + 60_000)
    scene.pass(60_000)
    const parts = [part(1), part(2)]
    expect(await Promise.all(parts)).toMatchObject([REFUSED, REFUSED])
    expect(removed).toContain(upload)
  })

  test('of a locked vault goes with the next part of it, and none is taken once it is unlocked', async () => {
    const { scene, upload, part, room, removed } = await onTheirWay()
    await scene.session.lock()
    expect(await part(1)).toMatchObject(REFUSED)
    expect(removed).toContain(upload)
    await scene.unlock()
    expect(await part(1)).toMatchObject(REFUSED)
    okOf(await room())
  })

  test('is not lost when the grant it began with ends while another one names it, or ends as it is named', async () => {
    const { scene, page, id, whole, removed } = await onTheirWay()
    const second = await grant(scene, NOTES, [locker()])
    const naming = (by: string, upload: string) =>
      page.send('write', {
        grant: by,
        collection: 'app:notes',
        changes: [{ op: 'create', id: upload, value: { file: { 'selfstead:blob': upload } } }],
      })
    const plain = scene.vault.commit
    scene.vault.commit = async (...commits) => {
      scene.vault.commit = plain
      await commit(scene, revocation(id, null, scene.vault.stamp()))
      await settle()
      return plain(...commits)
    }
    const first = naming(second, whole)
    await settle()
    okOf(await page.answer(first))
    expect(removed).not.toContain(whole)
    const next = await send(page, second, bytesOf(10))
    // Written, and then not allowed to say so.
    scene.vault.subscribe((changed) => {
      if (changed.some((one) => one.id === next))
        void commit(scene, revocation(second, null, scene.vault.stamp()))
    })
    expect(await page.answer(naming(second, next))).toMatchObject(REFUSED)
    page.connection.close()
    await settle()
    expect(await scene.vault.blobs.read(next, 0)).not.toBeNull()
    expect(await scene.vault.blobs.read(whole, 0)).not.toBeNull()
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
