import { toBase64Url, utf8 } from '@/lib/base/bytes'
import type { Grant, GrantedCollection } from '@/lib/grants/grant'
import { grantRecord } from '@/lib/grants/standing'
import type { SiteRecord, WriteAnswer } from '@/lib/protocol/site'
import { createScene, type Page, type Scene } from './site'

export const NOTES = 'https://notes.example'
export const EDITOR = 'https://editor.example'
export const OTHER = 'https://other.example'
export const LOCKER = 'app:notes@https://notes.example'
export const ALL = ['read', 'create', 'update', 'delete'] as const

let count = 0

/** A grant as the prompt leaves it. */
export async function grant(
  scene: Scene,
  origin: string,
  collections: readonly GrantedCollection[],
): Promise<string> {
  const id = toBase64Url(utf8(`grant-${String(count++).padStart(10, '0')}`))
  const made: Grant = {
    id,
    origin,
    claims: [],
    collections,
    withheld: [],
    purpose: { text: 'Keep your notes' },
    created: scene.now(),
    mode: 'until',
    ends: null,
    requestHash: 'hash',
  }
  await scene.vault.commit(() => [grantRecord(made, scene.vault.stamp())])
  return id
}

export const locker = (
  actions: GrantedCollection['actions'] = ALL,
  collection = LOCKER,
): GrantedCollection => ({
  collection,
  actions,
  fields: null,
  newToo: true,
})

export async function own(): Promise<{ scene: Scene; page: Page; id: string }> {
  const scene = await createScene()
  const id = await grant(scene, NOTES, [locker()])
  return { scene, page: scene.page(NOTES), id }
}

export async function call(page: Page, verb: string, members: object) {
  return page.answer(page.send(verb, members))
}

export async function write(page: Page, id: string, changes: readonly object[], collection = 'app:notes') {
  const answer = await call(page, 'write', { grant: id, collection, changes })
  if (!answer?.ok) throw new Error(`not written: ${JSON.stringify(answer)}`)
  return answer.ok as WriteAnswer
}

export async function list(page: Page, id: string, more: object = {}, collection = 'app:notes') {
  const wish = { after: null, limit: 100, order: 'created', reverse: false, ...more }
  const answer = await call(page, 'list', { grant: id, collection, ...wish })
  if (!answer?.ok) throw new Error(`no list: ${JSON.stringify(answer)}`)
  return answer.ok as { records: readonly SiteRecord[]; next: string | null }
}

export function okOf(answer: { readonly ok?: unknown } | undefined): unknown {
  if (!answer?.ok) throw new Error(`refused: ${JSON.stringify(answer)}`)
  return answer.ok
}

export const REFUSED = { error: { name: 'NotAllowedError', message: 'The request was not allowed.' } }
