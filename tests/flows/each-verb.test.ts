import { describe, expect, test } from 'vitest'
import { toBase64Url } from '@/lib/base/bytes'
import { grantRecord, pausing, revocation } from '@/lib/grants/standing'
import { ALL, call, LOCKER, locker, NOTES, OTHER, okOf, REFUSED, write } from './locker-site'
import { createScene, type Page, type Scene, settle } from './site'

/** What a call is made of: a grant of a locker and an e-mail address, a record with an attachment, and one on its way. */
interface Held {
  readonly scene: Scene
  readonly page: Page
  readonly grant: string
  readonly upload: string
  readonly collection: string
}

const HOUR = 3_600_000

/** Every verb that names a grant, and `chunk`, which names what one allowed. */
const verbs: { readonly [verb: string]: (named: Pick<Held, 'grant' | 'upload' | 'collection'>) => object } = {
  read: ({ grant }) => ({ grant, claims: null }),
  list: ({ grant, collection }) => ({
    grant,
    collection,
    after: null,
    limit: 10,
    order: 'created',
    reverse: false,
  }),
  get: ({ grant, collection }) => ({ grant, collection, ids: ['a'] }),
  count: ({ grant, collection }) => ({ grant, collection }),
  write: ({ grant, collection }) => ({
    grant,
    collection,
    changes: [{ op: 'update', id: 'a', value: { title: 'new' } }],
  }),
  watch: ({ grant, collection }) => ({ grant, collection }),
  upload: ({ grant, collection }) => ({ grant, collection, size: 1, type: '', name: '' }),
  chunk: ({ upload }) => ({ upload, index: 0, data: 'AA' }),
  download: ({ grant, collection }) => ({ grant, collection, record: 'a', field: 'file', index: 0 }),
}

async function held(): Promise<Held> {
  const scene = await createScene()
  const email = await scene.keeping.add('emails', 'Private', { email: 'ada@lovelace.example' })
  if (!email.ok) throw new Error('not kept')
  const grant = toBase64Url(crypto.getRandomValues(new Uint8Array(16)))
  const made = {
    id: grant,
    origin: NOTES,
    claims: [{ claim: 'email', collection: 'emails', record: email.value.id, form: 'full' }],
    collections: [locker(ALL)],
    withheld: [],
    purpose: { text: 'Keep your notes' },
    created: scene.now(),
    mode: 'until',
    ends: scene.now() + HOUR,
    requestHash: 'hash',
  } as const
  await scene.vault.commit(() => [grantRecord(made, scene.vault.stamp())])
  const page = scene.page(NOTES)
  const begin = async () => {
    const begun = { grant, collection: 'app:notes', size: 1, type: '', name: '' }
    return (okOf(await call(page, 'upload', begun)) as { upload: string }).upload
  }
  const file = await begin()
  okOf(await call(page, 'chunk', { upload: file, index: 0, data: 'AA' }))
  await write(page, grant, [
    { op: 'create', id: 'a', value: { title: 'old', file: { 'selfstead:blob': file } } },
  ])
  return { scene, page, grant, upload: await begin(), collection: 'app:notes' }
}

/** What makes a grant none, and the page that calls then. */
const ends: { readonly [how: string]: (held: Held) => Promise<Partial<Held>> } = {
  'of another site': async ({ scene }) => ({ page: scene.page(OTHER), collection: LOCKER }),
  unknown: async () => ({ grant: 'AAAAAAAAAAAAAAAAAAAAAA', upload: 'AAAAAAAAAAAAAAAAAAAAAA' }),
  revoked: async ({ scene, grant }) => commit(scene, revocation(grant, null, scene.vault.stamp())),
  expired: async ({ scene }) => {
    scene.pass(HOUR)
    // The vault has locked meanwhile, and is open again: what ended is the grant alone.
    await scene.unlock()
    return {}
  },
  paused: async ({ scene, grant }) => commit(scene, pausing(grant, true, scene.vault.stamp())),
  'of a locked vault': async ({ scene }) => {
    await scene.session.lock()
    return {}
  },
}

async function commit(scene: Scene, record: ReturnType<typeof revocation>) {
  await scene.vault.commit(() => [record])
  return {}
}

describe('a grant that is', () => {
  test.each(Object.keys(verbs))('there lets a site %s', async (verb) => {
    const { page, ...named } = await held()
    expect(await call(page, verb, verbs[verb]?.(named) ?? {})).toHaveProperty('ok')
  })

  const table = Object.keys(ends).flatMap((how) => Object.keys(verbs).map((verb) => [how, verb] as const))
  test.each(table)('%s does not let it %s, and nothing is told, written or kept', async (how, verb) => {
    const before = await held()
    const after = { ...before, ...(await ends[how]?.(before)) }
    await settle()
    await before.scene.collecting.flush()
    const { vault } = before.scene
    const answers = () =>
      before.page.answers.length + (after.page === before.page ? 0 : after.page.answers.length)
    const said = answers()
    const { generation } = vault.health()
    const answer = await call(after.page, verb, verbs[verb]?.(after) ?? {})
    expect(answer).toEqual({ ...REFUSED, id: expect.any(String) })
    expect(vault.health().generation).toBe(generation)
    expect(vault.get(LOCKER, 'a')?.fields['.title']?.[0]?.value).toBe('old')
    // Nor does the page hear of what goes on in the collection.
    const stamp = vault.stamp()
    await vault.commit(() => [{ collection: LOCKER, id: 'b', fields: { '.x': [{ value: 1, stamp }] } }])
    await settle()
    expect(answers()).toBe(said + 1)
  })

  test.each(Object.keys(ends))('%s can be given back by its own site alone', async (how) => {
    const before = await held()
    const after = { ...before, ...(await ends[how]?.(before)) }
    const answer = await call(after.page, 'revoke', { grant: after.grant })
    const isOwn = ['revoked', 'expired', 'paused'].includes(how)
    expect(answer).toEqual({ id: expect.any(String), ...(isOwn ? { ok: null } : REFUSED) })
    const fields = Object.keys(before.scene.vault.get('~grants', before.grant)?.fields ?? {})
    expect(fields.includes('revoked')).toBe(isOwn)
  })
})
