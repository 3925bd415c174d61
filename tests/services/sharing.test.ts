import { describe, expect, it } from 'vitest'
import { grantRecord, pausing, picking, standingGrants } from '@/lib/grants/standing'
import { entryRecord } from '@/lib/ledger/record'
import type { RecordState } from '@/lib/records/record'
import { createSharing } from '@/lib/services/sharing'
import { granted, id, makeGrant, memoryVault, NOW, SHOP, stampAt } from '../grants/help'

const OTHER = 'https://other.example'
const first = makeGrant({ id: id(1), created: NOW - 5000 })
const second = makeGrant({ id: id(2), origin: OTHER, claims: [granted('tel')], created: NOW - 4000 })
const email = {
  claim: 'email',
  collection: 'emails',
  record: id(900),
  form: 'full' as const,
  versions: { email: stampAt(5) },
}
const mail: RecordState = {
  collection: 'emails',
  id: id(900),
  fields: { email: [{ value: 'ada@example.org', stamp: stampAt(5) }] },
}
const read = entryRecord(
  {
    kind: 'disclosure',
    id: id(70),
    at: NOW - 3000,
    origin: SHOP,
    way: 'request',
    grant: id(1),
    values: [email],
  },
  stampAt(NOW - 3000),
)

function open(...more: RecordState[]) {
  let random = 1000
  let now = NOW
  const memory = memoryVault(
    () => now,
    grantRecord(first, stampAt(NOW - 5000)),
    grantRecord(second, stampAt(NOW - 4000)),
    mail,
    read,
    ...more,
  )
  const sharing = createSharing({
    vault: memory.vault,
    now: () => now,
    random: (length) => {
      random++
      return Uint8Array.from({ length }, (_, i) => (i < 2 ? (random >> (8 * i)) & 255 : 1))
    },
    siteView: (origin) => ({
      origin,
      scheme: 'https',
      before: '',
      registrable: origin.slice(8),
      ascii: null,
    }),
    browserSession: 'session',
  })
  const stateOf = (grant: string) =>
    standingGrants(memory.vault, now, 'session').find((one) => one.grant.id === grant)
  return {
    ...memory,
    sharing,
    stateOf,
    at(time: number) {
      now = time
    },
  }
}

const kinds = (commit: readonly RecordState[] | undefined) => commit?.map(({ collection }) => collection)

describe('what was allowed', () => {
  it('is listed by site, latest use first', () => {
    const { sharing } = open()
    const [shop, other] = sharing.sites()
    expect(shop).toMatchObject({ site: { origin: SHOP }, first: NOW - 5000, lastUsed: NOW - 3000 })
    expect(shop?.grants).toMatchObject([{ state: 'granted', lastUsed: NOW - 3000 }])
    expect(shop?.holdings).toMatchObject([{ claim: 'email', current: true, live: true }])
    expect(other).toMatchObject({ site: { origin: OTHER }, holdings: [], lastUsed: NOW - 4000 })
    expect(sharing.site(SHOP)).toEqual(shop)
    expect(sharing.site('https://never.example')).toBeNull()
  })

  it('counts as use what a site got or wrote, and no decision of the person’s', async () => {
    const wrote = entryRecord(
      {
        kind: 'written',
        id: id(71),
        at: NOW - 10,
        origin: OTHER,
        grant: id(2),
        collection: 'contacts',
        action: 'create',
        records: [id(900)],
      },
      stampAt(NOW - 10),
    )
    const { sharing } = open(wrote)
    await sharing.pause(id(1), true)
    expect(sharing.sites().map(({ site, lastUsed }) => [site.origin, lastUsed])).toEqual([
      [OTHER, NOW - 10],
      [SHOP, NOW - 3000],
    ])
  })

  it('tells of sites that were only refused, or got something without a grant', async () => {
    const filled = entryRecord(
      {
        kind: 'disclosure',
        id: id(72),
        at: NOW - 20,
        origin: 'https://form.example',
        way: 'fill',
        grant: null,
        values: [email],
      },
      stampAt(NOW - 20),
    )
    const { sharing } = open(filled)
    await sharing.refuse('https://spam.example', null, null)
    expect(sharing.sites().map(({ site }) => site.origin)).toEqual(
      expect.arrayContaining(['https://form.example', 'https://spam.example', SHOP, OTHER]),
    )
  })

  it('tells who holds a record, and whether it is current', async () => {
    const { sharing, vault } = open()
    expect(sharing.holders('emails', id(900))).toHaveLength(1)
    expect(sharing.holders('emails', id(901))).toEqual([])
    await vault.commit(() => [
      {
        collection: 'emails',
        id: id(900),
        fields: { email: [{ value: 'new@example.org', stamp: vault.stamp() }] },
      },
    ])
    expect(sharing.holders('emails', id(900))[0]?.current).toBe(false)
  })

  it('gives the ledger by site and time', async () => {
    const { sharing } = open()
    await sharing.pause(id(2), true)
    expect(sharing.ledger().map(({ entry }) => entry.kind)).toEqual(['paused', 'disclosure'])
    expect(sharing.ledger({ origin: SHOP }).map(({ entry }) => entry.kind)).toEqual(['disclosure'])
    expect(sharing.ledger({ from: NOW })).toHaveLength(1)
    expect(sharing.ledger({ to: NOW - 1 }).map(({ entry }) => entry.id)).toEqual([id(70)])
  })
})

describe('taking it back', () => {
  it('revokes a grant and writes it down in the same commit', async () => {
    const { sharing, commits, stateOf } = open()
    await sharing.revoke(id(1))
    expect(stateOf(id(1))).toMatchObject({ state: 'revoked', revoked: NOW })
    expect(stateOf(id(2))?.state).toBe('granted')
    expect(commits.map(kinds)).toEqual([['~grants', '~ledger']])
    expect(sharing.ledger()[0]?.entry).toMatchObject({
      kind: 'revoked',
      origin: SHOP,
      grant: id(1),
      at: NOW,
      claims: ['email', 'shipping street-address'],
      by: 'person',
    })
    expect(sharing.holdings()[0]?.live).toBe(false)
  })

  it('revokes one claim and leaves the others', async () => {
    const { sharing, stateOf, commits } = open()
    await sharing.revoke(id(1), 'email')
    expect(stateOf(id(1))).toMatchObject({ state: 'granted', claims: [granted('shipping street-address')] })
    expect(sharing.ledger()[0]?.entry).toMatchObject({ kind: 'revoked', claims: ['email'] })
    await sharing.revoke(id(1), 'email')
    await sharing.revoke(id(1), 'bday')
    expect(commits).toHaveLength(1)
    await sharing.revoke(id(1), 'shipping street-address')
    expect(stateOf(id(1))?.state).toBe('revoked')
  })

  it('revokes a site, or all', async () => {
    const { sharing, stateOf, commits } = open(grantRecord(makeGrant({ id: id(3) }), stampAt(NOW - 10)))
    await sharing.revokeSite(SHOP)
    expect([stateOf(id(1))?.state, stateOf(id(3))?.state, stateOf(id(2))?.state]).toEqual([
      'revoked',
      'revoked',
      'granted',
    ])
    await sharing.revokeSite(SHOP)
    expect(commits).toHaveLength(1)
    await sharing.revokeAll()
    expect(stateOf(id(2))?.state).toBe('revoked')
    expect(sharing.ledger().filter(({ entry }) => entry.kind === 'revoked')).toHaveLength(3)
  })

  it('revokes what is paused too', async () => {
    const { sharing, stateOf } = open()
    await sharing.pause(id(1), true)
    await sharing.revokeAll()
    expect(stateOf(id(1))?.state).toBe('revoked')
  })

  it('writes nothing where there is nothing to do', async () => {
    const { sharing, commits } = open()
    await sharing.revoke(id(1))
    await sharing.revoke(id(1))
    await sharing.revoke(id(99))
    await sharing.pause(id(1), true)
    await sharing.pause(id(2), false)
    await sharing.lift(id(99))
    await sharing.refuse(SHOP, [], null)
    expect(commits).toHaveLength(1)
  })

  it('stays revoked when the clock is set back', async () => {
    const { sharing, stateOf, at } = open()
    await sharing.revoke(id(1))
    at(NOW - 4500)
    expect(stateOf(id(1))?.state).toBe('revoked')
  })

  it('shows as expired what ended before the clock was set back', async () => {
    const { sharing, at, stateOf } = open()
    at(NOW + 1000)
    await sharing.refuse(OTHER, null, null)
    at(NOW)
    expect(sharing.site(SHOP)?.grants).toMatchObject([{ state: 'expired' }])
    expect(sharing.holdings()).toMatchObject([{ live: false }])
    await sharing.pause(id(1), true)
    expect(stateOf(id(1))?.paused).toBeNull()
  })

  it('is not reported done when it could not be written', async () => {
    const { sharing, breakDisk, stateOf } = open()
    breakDisk()
    await expect(sharing.revoke(id(1))).rejects.toThrow('disk is full')
    expect(stateOf(id(1))?.state).toBe('granted')
  })

  it('pauses and resumes, each in the ledger', async () => {
    const { sharing, stateOf, commits } = open()
    await sharing.pause(id(1), true)
    expect(stateOf(id(1))?.state).toBe('paused')
    await sharing.pause(id(1), false)
    expect(stateOf(id(1))?.state).toBe('granted')
    expect(
      sharing
        .ledger()
        .slice(0, 2)
        .map(({ entry }) => entry.kind),
    ).toEqual(['resumed', 'paused'])
    expect(commits.map(kinds)).toEqual([
      ['~grants', '~ledger'],
      ['~grants', '~ledger'],
    ])
  })
})

describe('narrowing', () => {
  const contact = (n: number): RecordState => ({
    collection: 'contacts',
    id: id(n),
    fields: {
      name: [{ value: `Contact ${n}`, stamp: stampAt(10 + n) }],
      email: [{ value: `c${n}@a.example`, stamp: stampAt(10 + n) }],
    },
  })
  const shared = {
    collection: 'contacts',
    actions: ['read', 'update'],
    fields: ['name', 'email'],
    newToo: false,
  } as const
  const locker = {
    collection: `app:notes@${SHOP}`,
    actions: ['read', 'create'],
    fields: null,
    newToo: true,
  } as const
  const wide = makeGrant({ id: id(4), created: NOW - 2000, collections: [shared, locker], ends: null })
  const opened = () =>
    open(
      grantRecord(wide, stampAt(NOW - 2000)),
      contact(500),
      {
        collection: locker.collection,
        id: id(500),
        fields: { '.title': [{ value: 'A', stamp: stampAt(9) }] },
      },
      contact(501),
      picking(id(4), 'contacts', id(500), true, stampAt(NOW - 1999)),
    )

  it.each(['email', 'contacts', 'contacts.email', 'contacts:update', `app:notes@${SHOP}:create`])(
    'takes back %s alone, in one commit with its line',
    async (part) => {
      const { sharing, stateOf, commits } = opened()
      await sharing.narrow(id(4), part)
      await sharing.narrow(id(4), part)
      expect(commits.map(kinds)).toEqual([['~grants', '~ledger']])
      expect(sharing.ledger()[0]?.entry).toMatchObject({ kind: 'revoked', grant: id(4), claims: [part] })
      const left = stateOf(id(4))
      expect(left?.state).toBe('granted')
      expect(left?.claims.length).toBe(part === 'email' ? 1 : 2)
      const contacts = left?.collections?.find(({ collection }) => collection === 'contacts')
      expect(contacts?.fields).toEqual(
        part === 'contacts' ? undefined : part === 'contacts.email' ? ['name'] : ['name', 'email'],
      )
      expect(contacts?.actions).toEqual(
        part === 'contacts' ? undefined : part === 'contacts:update' ? ['read'] : ['read', 'update'],
      )
    },
  )

  it('takes nothing back that does not stand', async () => {
    const { sharing, commits } = opened()
    for (const part of ['', 'tel', 'contacts.tel', 'contacts:delete', 'contacts.', 'contact', '__proto__'])
      await sharing.narrow(id(4), part)
    await sharing.narrow(id(99), 'email')
    expect(commits).toEqual([])
  })

  it('names collections where a whole grant is revoked', async () => {
    const { sharing } = opened()
    await sharing.revoke(id(4))
    expect(sharing.ledger()[0]?.entry).toMatchObject({
      claims: ['email', 'shipping street-address', 'contacts', `app:notes@${SHOP}`],
    })
  })

  it('shows and hides records, all in one commit', async () => {
    const { sharing, stateOf, commits } = opened()
    const sees = (n: number) => stateOf(id(4))?.collections?.[0]?.sees(id(n), NOW - 3000)
    expect([sees(500), sees(501)]).toEqual([true, false])
    const picked = new Map([
      [id(500), false],
      [id(501), true],
      [id(999), true],
    ])
    await sharing.pick(id(4), 'contacts', picked)
    expect([sees(500), sees(501), sees(999)]).toEqual([false, true, false])
    expect(commits.map(kinds)).toEqual([['~grants', '~grants', '~ledger']])
    expect(sharing.ledger()[0]?.entry).toMatchObject({
      kind: 'picked',
      collection: 'contacts',
      shown: 1,
      hidden: 1,
    })
    await sharing.pick(id(4), 'contacts', picked)
    // All of a locker is seen, whatever is said of one document.
    await sharing.pick(id(4), locker.collection, picked)
    await sharing.pick(id(1), 'contacts', picked)
    await sharing.revoke(id(4))
    await sharing.pick(id(4), 'contacts', new Map([[id(500), true]]))
    expect(commits).toHaveLength(2)
  })

  it('gives a nearer end, never a later one', async () => {
    const { sharing, stateOf, commits, at } = opened()
    await sharing.endAt(id(1), NOW + 500)
    expect(stateOf(id(1))?.grant.ends).toBe(NOW + 500)
    expect(commits.map(kinds)).toEqual([['~grants', '~ledger']])
    expect(sharing.ledger()[0]?.entry).toMatchObject({
      kind: 'shortened',
      origin: SHOP,
      grant: id(1),
      until: NOW + 500,
    })
    for (const end of [NOW + 500, NOW + 600, Number.NaN, Number.POSITIVE_INFINITY])
      await sharing.endAt(id(1), end)
    expect(commits).toHaveLength(1)
    await sharing.endAt(id(4), NOW - 1)
    expect(stateOf(id(4))).toMatchObject({ state: 'expired', grant: { ends: NOW } })
    at(NOW + 500)
    await sharing.endAt(id(1), NOW + 400)
    expect(commits).toHaveLength(2)
  })

  it('gives no end before what was seen when the clock was set back', async () => {
    const { sharing, stateOf, at } = opened()
    at(NOW + 5000)
    await sharing.refuse(OTHER, null, null)
    at(NOW)
    await sharing.endAt(id(4), NOW + 100)
    expect(stateOf(id(4))?.grant.ends).toBeGreaterThanOrEqual(NOW + 5000)
  })

  it('does not end what was for once', async () => {
    const once = makeGrant({ id: id(5), mode: 'once', ends: null })
    const { sharing, commits } = open(grantRecord(once, stampAt(NOW - 10)))
    await sharing.endAt(id(5), NOW + 5)
    expect(commits).toEqual([])
  })

  it.each(['budget', 'unused'] as const)('resumes what was paused by %s', async (by) => {
    const { sharing, stateOf } = open(pausing(id(1), true, stampAt(NOW - 5), by))
    expect(stateOf(id(1))).toMatchObject({ state: 'paused', pausedBy: by })
    await sharing.pause(id(1), false)
    expect(stateOf(id(1))?.state).toBe('granted')
    expect(sharing.ledger()[0]?.entry).toMatchObject({ kind: 'resumed', grant: id(1) })
  })
})

describe('refusals', () => {
  it('are kept, listed with the site, and lifted, each in the ledger', async () => {
    const { sharing, commits } = open()
    await sharing.refuse('https://spam.example', null, null)
    await sharing.refuse(SHOP, ['tel'], NOW + 10)
    expect(sharing.refusals()).toMatchObject([
      { origin: 'https://spam.example', claims: null, until: null, cause: 'person', created: NOW },
      { origin: SHOP, claims: ['tel'], until: NOW + 10 },
    ])
    expect(sharing.site('https://spam.example')).toMatchObject({ grants: [], refusals: [{ claims: null }] })
    expect(sharing.ledger()[0]?.entry).toMatchObject({
      kind: 'refused',
      origin: SHOP,
      claims: ['tel'],
      until: NOW + 10,
    })
    await sharing.lift(sharing.refusals()[0]!.id)
    expect(sharing.refusals()).toHaveLength(1)
    expect(sharing.ledger()[0]?.entry).toMatchObject({ kind: 'lifted', origin: 'https://spam.example' })
    expect(commits.map(kinds)).toEqual(Array(3).fill(['~refusals', '~ledger']))
  })

  it('are lifted one by one', async () => {
    const { sharing } = open()
    await sharing.refuse('https://spam.example', null, null)
    await sharing.refuse(SHOP, ['tel'], null)
    await sharing.lift(sharing.refusals()[1]!.id)
    expect(sharing.refusals()).toMatchObject([{ origin: 'https://spam.example' }])
    expect(sharing.ledger()[0]?.entry).toMatchObject({ kind: 'lifted', origin: SHOP, claims: ['tel'] })
  })

  it('run out', async () => {
    const { sharing, at } = open()
    await sharing.refuse(SHOP, null, NOW + 10)
    at(NOW + 10)
    expect(sharing.refusals()).toEqual([])
  })
})
