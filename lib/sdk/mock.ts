/**
 * `selfstead/mock`: a vault for a site's own tests. Same API, same checks, same errors; what the person would decide
 * stands in a table. It runs the real SDK against a small extension of its own, so nothing behaves differently.
 */
import { toBase64Url, utf8 } from '@/lib/base/bytes'
import { canonicalJson } from '@/lib/base/json'
import type { Claim, Form } from '@/lib/sdk/claims'
import type { Action, Offer } from '@/lib/sdk/collection-types'
import { createConnection } from '@/lib/sdk/connection'
import { createChannel } from '@/lib/sdk/mock-channel'
import type { MockCollections } from '@/lib/sdk/mock-collections'
import type { DiscoverOptions, GrantState, Json, Request, Vault } from '@/lib/sdk/types'
import { createDiscover } from '@/lib/sdk/vault'

/** What the person has and would give: a value, a value in a coarser form, or null to withhold it. */
export type MockTable = {
  readonly [C in Claim]?: string | { readonly form: Form; readonly value: string | number | boolean } | null
}

export interface MockOptions {
  /** `allow` what the table has (default); `refuse` everything; `absent`: `discover` finds nothing. */
  readonly person?: 'allow' | 'refuse' | 'absent'
  /** Default `https://shop.example`. */
  readonly origin?: string
  /** The end of every grant as an ISO 8601 instant; null (default): until revoked. */
  readonly expires?: string | null
}

export interface Mock {
  readonly discover: (options?: DiscoverOptions) => Promise<Vault | null>
  /** Every request that came, oldest first. */
  readonly requests: readonly Request[]
  /** Every offer that came, oldest first; kept unless the person refuses. */
  readonly offers: readonly Offer[]
  /** Puts a record into a collection, or deletes it with `null`, as the person or another tab would. */
  edit(collection: string, id: string, value: { readonly [member: string]: Json } | null): Promise<void>
  /** What the person does in the extension, to every grant there is. */
  pause(): void
  resume(): void
  revoke(): void
  /** Gives every grant a nearer end, an ISO 8601 instant. */
  endAt(expires: string): void
  /** Takes claims and collections, by name, out of every grant. */
  narrow(...names: readonly string[]): void
}

interface Call {
  readonly id: string
  readonly verb: string
  readonly request?: Request & { readonly nonce?: string }
  readonly claims?: readonly string[] | null
  readonly grant?: string
  readonly offer?: Offer
  readonly [member: string]: unknown
}

interface MockGrant {
  claims: readonly string[]
  expires: string | null
  collections: {
    readonly [name: string]: {
      readonly actions: readonly Action[]
      readonly fields?: readonly string[]
      readonly most?: number
    }
  }
}

/** The action a call in a collection needs. */
const NEEDS: { readonly [verb: string]: Action } = {
  list: 'read',
  get: 'read',
  count: 'read',
  watch: 'read',
  download: 'read',
}

const NO = { name: 'NotAllowedError', message: 'The request was not allowed.' }

function newId(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(16)))
}

/** @param table what the person would release; claims that are not in it are withheld. */
export function createMock(table: MockTable, options: MockOptions = {}): Mock {
  const { person = 'allow', origin = 'https://shop.example', expires = null } = options
  const given = table as { readonly [claim: string]: Json | undefined }
  const requests: Request[] = []
  const offers: Offer[] = []
  const grants = new Map<string, MockGrant>()
  const states = new Map<string, GrantState>()
  const ports = new Set<MessagePort>()
  const keys = crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']) as Promise<CryptoKeyPair>

  const has = (claim: string): boolean => given[claim] !== undefined && given[claim] !== null
  const pick = (claims: readonly string[]) =>
    Object.fromEntries(claims.map((claim) => [claim, given[claim] as Json]))

  async function sign(
    grant: string,
    request: NonNullable<Call['request']>,
    claims: readonly string[],
    withheld: readonly string[],
  ): Promise<Json> {
    const { privateKey, publicKey } = await keys
    const key = toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)))
    const { text = '', type = null, policy = null } = request.purpose ?? {}
    const asked = Object.values((request.collections ?? {}) as MockGrant['collections'])
    const picks = asked.some(({ most }) => most !== undefined)
    const access = picks ? 'once' : request.access
    const mode = access === 'once' || access === 'session' ? access : 'until'
    const body: Json = {
      standard: 'selfstead-receipt/1',
      record: { id: grant, created: new Date().toISOString() },
      principal: { key },
      controller: { origin },
      purposes: [{ text, type, dpv: null }],
      data: claims.map((claim) => ({ claim, form: (given[claim] as { form?: string }).form ?? 'full' })),
      withheld,
      consent: { status: 'given', mode, ends: expires },
      retention: request.retention ?? null,
      policy,
      withdrawal: 'in-extension',
      request: {
        hash: toBase64Url(crypto.getRandomValues(new Uint8Array(32))),
        nonce: request.nonce ?? null,
      },
    }
    const signature = await crypto.subtle.sign('Ed25519', privateKey, utf8(canonicalJson(body)))
    return { body, signature: toBase64Url(new Uint8Array(signature)), key }
  }

  async function request(asked: NonNullable<Call['request']>): Promise<Json | null> {
    requests.push(asked)
    const wanted = asked.claims ?? {}
    const collections = (asked.collections ?? {}) as MockGrant['collections']
    const names = Object.keys(wanted)
    const claims = names.filter(has)
    const withheld = names.filter((claim) => !has(claim))
    const wishes = wanted as { readonly [claim: string]: { readonly required?: boolean } }
    const nothing = claims.length + Object.keys(collections).length === 0
    if (person === 'refuse' || nothing || withheld.some((claim) => wishes[claim]?.required)) return null
    const grant = newId()
    const receipt = await sign(grant, asked, claims, withheld)
    grants.set(grant, { claims, collections, expires })
    states.set(grant, 'granted')
    if (Object.values(collections).some(({ most }) => most !== undefined)) {
      // The first ones are what the person picks, and with the answer it is over.
      states.set(grant, 'expired')
      const store = await collectionsStore()
      const picked = Object.entries(collections).map(([name, { most }]) => {
        const { records } = store.answer('list', { collection: name, after: null, limit: most }) as {
          readonly records: Json
        }
        return [name, records]
      })
      const rest = { expires: new Date().toISOString(), state: 'expired' }
      return { grant, data: pick(claims), withheld, receipt, picked: Object.fromEntries(picked), ...rest }
    }
    return { grant, data: pick(claims), withheld, expires, state: 'granted', receipt, ...about(collections) }
  }

  /** The collections of a grant, as an answer names them. */
  function about(collections: MockGrant['collections']): { readonly collections?: Json } {
    const answered = Object.entries(collections).map(([collection, { actions, fields = null }]) => ({
      collection,
      actions,
      fields,
    }))
    return answered.length ? { collections: answered } : {}
  }

  const stands = (grant: string, expires: string | null): boolean =>
    states.get(grant) === 'granted' && (expires === null || Date.parse(expires) > Date.now())

  function read(grant: string, wanted: readonly string[] | null): Json | null {
    const known = grants.get(grant)
    if (!known || !stands(grant, known.expires)) return null
    const claims = wanted ?? known.claims
    if (!claims.every((claim) => known.claims.includes(claim))) return null
    const { expires: ends, collections } = known
    return { grant, data: pick(claims), withheld: [], expires: ends, state: 'granted', ...about(collections) }
  }

  function query(claims: readonly string[]): Json {
    const covered = [...grants].some(
      ([grant, known]) =>
        stands(grant, known.expires) &&
        claims.every((name) => known.claims.includes(name) || Object.hasOwn(known.collections, name)),
    )
    return covered ? 'granted' : 'prompt'
  }

  let store: MockCollections | undefined
  async function collectionsStore(): Promise<MockCollections> {
    const { createMockCollections } = await import('@/lib/sdk/mock-collections')
    store ??= createMockCollections((collection, changed, gone) => {
      for (const [grant, known] of grants) {
        if (!stands(grant, known.expires) || !Object.hasOwn(known.collections, collection)) continue
        for (const port of ports) port.postMessage({ event: 'records', grant, collection, changed, gone })
      }
    })
    return store
  }

  /** The `ok` of a call in a collection; null for every kind of no. */
  async function work(call: Call): Promise<{ readonly ok: Json } | null> {
    const { verb, grant = '', collection = '' } = call
    const known = grants.get(grant)
    const actions = known?.collections[String(collection)]?.actions
    const changes = (call.changes ?? []) as readonly { readonly op: Action }[]
    const needs = NEEDS[verb] ? [NEEDS[verb]] : changes.map(({ op }) => op)
    const free = verb === 'chunk' || (known && stands(grant, known.expires) && actions)
    if (!free || !needs.every((action) => actions?.includes(action))) return null
    return { ok: (await collectionsStore()).answer(verb, call) }
  }

  async function answer(port: MessagePort, call: Call): Promise<void> {
    const { id, verb, request: asked, claims = null, grant = '', offer } = call
    if (['list', 'get', 'count', 'write', 'watch', 'upload', 'chunk', 'download'].includes(verb)) {
      const done = await work(call).catch((error: Error) => ({
        error: { name: 'TypeError', message: error.message },
      }))
      return port.postMessage({ id, ...(done ?? { error: NO }) })
    }
    let ok: Json | null | undefined = null
    if (verb === 'hello') ok = { version: 1 }
    else if (verb === 'request' && asked) ok = await request(asked)
    else if (verb === 'read') ok = read(grant, claims)
    else if (verb === 'query') ok = query(claims ?? [])
    else if (verb === 'revoke') change('revoked', grant)
    else if (verb === 'offer' && offer) {
      offers.push(offer)
      return port.postMessage(person === 'refuse' ? { id, error: NO } : { id, ok: null })
    } else return
    port.postMessage(ok === null && verb !== 'revoke' ? { id, error: NO } : { id, ok })
  }

  function change(state: GrantState, only?: string): void {
    for (const grant of only === undefined ? [...states.keys()] : [only]) {
      if (states.get(grant) === 'revoked' || states.get(grant) === state) continue
      states.set(grant, state)
      tell(grant)
    }
  }

  function tell(grant: string): void {
    const state = states.get(grant)
    const ends = state === 'granted' && { expires: grants.get(grant)?.expires }
    for (const port of ports) port.postMessage({ event: 'change', grant, state, ...ends })
  }

  /** What the person does to a grant that goes on, with less. */
  function lessen(act: (grant: MockGrant) => void): void {
    for (const [grant, known] of grants) {
      act(known)
      tell(grant)
    }
  }

  const page = {
    location: { origin },
    addEventListener(): void {},
    removeEventListener(): void {},
    postMessage(_message: unknown, _target: string, [port]: Transferable[]): void {
      if (person === 'absent') return
      const end = port as MessagePort
      ports.add(end)
      end.onmessage = ({ data }) => void answer(end, data as Call)
    },
  }
  const connection = createConnection(page, createChannel)
  return {
    discover: createDiscover(() => connection),
    requests,
    offers,
    edit: async (collection, id, value) => (await collectionsStore()).edit(collection, id, value),
    pause: () => change('paused'),
    resume: () => change('granted'),
    revoke: () => change('revoked'),
    endAt: (at) =>
      lessen((grant) => {
        if (grant.expires === null || Date.parse(at) < Date.parse(grant.expires)) grant.expires = at
      }),
    narrow: (...names) =>
      lessen((grant) => {
        grant.claims = grant.claims.filter((claim) => !names.includes(claim))
        const left = Object.entries(grant.collections).filter(([name]) => !names.includes(name))
        grant.collections = Object.fromEntries(left)
      }),
  }
}
