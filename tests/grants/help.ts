import { newId } from '@/lib/base/ids'
import type { Grant, GrantedClaim, StandingGrant } from '@/lib/grants/grant'
import type { ClaimRequest, SiteRequest } from '@/lib/grants/request'
import { mergeStates } from '@/lib/records/merge'
import type { RecordState, RecordView, Stamp } from '@/lib/records/record'
import { createStamper } from '@/lib/records/stamp'
import type { Vault } from '@/lib/vault/vault'

export const NOW = Date.UTC(2026, 4, 3, 12)
export const SHOP = 'https://shop.example'

/** An id made of a number, different for each. */
export function id(n: number): string {
  return newId((length) => Uint8Array.from({ length }, (_, i) => (i === 0 ? n >> 8 : i === 1 ? n & 255 : 7)))
}

/** A stamp of that millisecond. */
export function stampAt(ms: number, count = 0): Stamp {
  return `${ms.toString(16).padStart(12, '0')}${count.toString(16).padStart(4, '0')}-device` as Stamp
}

export function granted(claim: string, form: GrantedClaim['form'] = 'full', record = id(900)): GrantedClaim {
  const name = claim.split(' ').at(-1)
  const collection =
    name === 'email'
      ? 'emails'
      : name === 'tel'
        ? 'phones'
        : name === 'bday'
          ? 'dates'
          : name === 'name'
            ? 'names'
            : 'addresses'
  return { claim, collection, record, form }
}

export function makeGrant(more: Partial<Grant> = {}): Grant {
  return {
    id: id(1),
    origin: SHOP,
    claims: [granted('email'), granted('shipping street-address')],
    withheld: [],
    purpose: { text: 'Send order 1234' },
    created: NOW - 1000,
    mode: 'until',
    ends: NOW + 1000,
    requestHash: 'hash',
    ...more,
  }
}

export function standing(
  more: Partial<Grant> = {},
  state: StandingGrant['state'] = 'granted',
): StandingGrant {
  const grant = makeGrant(more)
  return { grant, state, claims: grant.claims, revoked: null, paused: null, lastUsed: null }
}

export function ask(claim: string, more: Partial<ClaimRequest> = {}): ClaimRequest {
  return { claim, required: false, accepts: [], ...more }
}

export function request(...claims: ClaimRequest[]): SiteRequest {
  return { purpose: { text: 'Send order 1234' }, claims, access: 'once' }
}

/** Records by collection, merged as the log merges them, in order of creation. */
export function reader(...changes: readonly RecordState[]) {
  const records = new Map<string, RecordState>()
  const apply = (change: RecordState) => {
    const key = `${change.collection}/${change.id}`
    const before = records.get(key)
    records.set(key, before ? mergeStates(before, change) : change)
  }
  changes.forEach(apply)
  return {
    apply,
    get: (collection: string, record: string) => records.get(`${collection}/${record}`) ?? null,
    all: (collection: string) =>
      [...records.values()].filter((one) => one.collection === collection && !one.erased),
    collections: () => [...new Set([...records.values()].map((one) => one.collection))],
  }
}

/** A vault that keeps its records in memory and counts commits. */
export function memoryVault(clock: () => number, ...start: readonly RecordState[]) {
  const state = reader(...start)
  const stamper = createStamper({ device: 'device', now: clock })
  for (const { fields } of start)
    for (const versions of Object.values(fields)) for (const { stamp } of versions) stamper.saw(stamp)
  const listeners: ((changed: readonly RecordState[]) => void)[] = []
  const commits: (readonly RecordState[])[] = []
  let broken = false
  const vault = {
    id: 'vault',
    device: 'device',
    get: state.get,
    all: state.all,
    collections: state.collections,
    async commit(prepare) {
      await null
      if (broken) throw new Error('disk is full')
      const changes = prepare(state)
      if (changes.length > 0) commits.push(changes)
      changes.forEach(state.apply)
      for (const listener of listeners) listener(changes)
      return { generation: commits.length, changes }
    },
    subscribe: (listener) => void listeners.push(listener),
    stamp: stamper.next,
  } satisfies Partial<Vault>
  return {
    vault: vault as unknown as Vault,
    commits,
    breakDisk() {
      broken = true
    },
  }
}

export function view(
  collection: string,
  fields: RecordView['fields'],
  more: Partial<RecordView> = {},
): RecordView {
  return {
    collection,
    id: id(900),
    label: '',
    fields,
    versions: Object.fromEntries(Object.keys(fields).map((field, i) => [field, stampAt(1000 + i)])),
    sources: {},
    created: 1000,
    changed: 1000,
    confirmed: null,
    deleted: null,
    history: 0,
    ...more,
  }
}
