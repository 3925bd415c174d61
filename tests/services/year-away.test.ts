import { describe, expect, it } from 'vitest'
import { DAY } from '@/lib/base/time'
import { grantRecord, revocation, standingGrant } from '@/lib/grants/standing'
import type { Vault } from '@/lib/vault/vault'
import { verifyVault } from '@/lib/vault/verify'
import { type Party, random, syncingOf } from '@/tests/services/party'
import { memoryDevice } from '@/tests/support/memory-places'
import { type MemoryReplica, memoryReplica } from '@/tests/support/memory-replica'
import { held, newVault, open, put } from '@/tests/vault/support'

const START = 1_790_000_000_000
const YEAR = 365 * DAY
const GRANT = 'AAAAAAAAAAAAAAAAAAAAAA'

/** A device with a clock of its own. */
async function party(replicas: readonly MemoryReplica[]): Promise<Party> {
  const device = memoryDevice({ random, now: START })
  const { vault } = await newVault(device)
  return { device, vault, syncing: syncingOf(vault, replicas, () => device.now) }
}

async function settle(...parties: readonly Party[]): Promise<void> {
  for (let round = 0; round < 5; round++) for (const { syncing } of parties) await syncing.run(true)
}

async function attach(vault: Vault, id: string, text: string): Promise<string> {
  const writer = await vault.blobs.begin()
  await writer.append(new TextEncoder().encode(text))
  const blob = await writer.finish()
  await put(vault, id, { 'selfstead:blob': blob.id, size: blob.size })
  return blob.id
}

async function attached(vault: Vault, id: string): Promise<string | null> {
  const bytes = (await vault.blobs.measure(id)) && (await vault.blobs.read(id, 0, 1))
  return bytes ? new TextDecoder().decode(bytes) : null
}

const erase = ({ vault }: Party, id: string) =>
  vault.commit(() => [{ collection: 'contact', id, fields: {}, erased: vault.stamp() }])

const field = ({ vault }: Party, id: string, name: string, value: string) =>
  vault.commit(() => [{ collection: 'contact', id, fields: { [name]: [{ value, stamp: vault.stamp() }] } }])

const recordsOf = ({ vault }: Party) =>
  Object.fromEntries(vault.all('contact').map(({ id, fields }) => [id, fields]))

const isLive = ({ vault, device }: Party) =>
  standingGrant(vault, GRANT, device.now, null)?.state === 'granted'

const namesAt = ({ objects }: MemoryReplica) => [...objects.keys()]

/** How many parts of attachments there are, which each device seals anew, and all else by name. */
function partsAndLog(place: MemoryReplica) {
  const names = namesAt(place)
  const log = names.filter((name) => name.split('/').length === 4)
  return { parts: names.length - log.length, log: log.sort() }
}

function expectWell(...parties: readonly Party[]): void {
  for (const { syncing } of parties) {
    const { missing, forked, newest, safe, strange, isErasing } = syncing.health()
    expect({ missing, forked, isErasing, unsafe: newest - safe }).toEqual({
      missing: [],
      forked: [],
      isErasing: false,
      unsafe: 0,
    })
    expect(strange.locked + strange.objects).toBe(0)
  }
}

/** Desk, lap and phone, who know each other. */
async function begun() {
  const places = [memoryReplica(), memoryReplica()] as const
  const [desk, lap, phone] = [await party(places), await party(places), await party(places)]
  for (const id of ['kept', 'secret', 'both', 'phone’s']) await put(desk.vault, id, `${id} at first`)
  const old = await attach(desk.vault, 'old picture', 'an old picture')
  await desk.vault.commit(() => [
    grantRecord(
      {
        id: GRANT,
        origin: 'https://shop.example',
        claims: [{ claim: 'email', collection: 'emails', record: 'kept', form: 'full' }],
        withheld: [],
        purpose: { text: 'Write to you' },
        created: START,
        mode: 'until',
        ends: null,
        requestHash: 'hash',
      },
      desk.vault.stamp(),
    ),
  ])
  await settle(desk, lap, phone)
  expect(isLive(lap)).toBe(true)
  expect(await attached(lap.vault, old)).toBe('an old picture')
  return { places, desk, lap, phone, old }
}

/** Twelve months of the other two; the phone is removed in the middle of it. @returns a picture that came meanwhile. */
async function aYearGoesBy(desk: Party, phone: Party): Promise<string> {
  let picture = ''
  for (let month = 0; month < 12; month++) {
    for (const { device } of [desk, phone]) device.now += YEAR / 12
    await put(desk.vault, `desk ${month}`, month)
    await put(desk.vault, 'kept', `as of month ${month}`)
    if (month === 1) await desk.vault.commit(() => [revocation(GRANT, null, desk.vault.stamp())])
    if (month === 2) await erase(desk, 'secret')
    if (month === 3) await erase(desk, 'old picture')
    if (month === 4) picture = await attach(desk.vault, 'new picture', 'a new picture')
    if (month < 6) {
      await put(phone.vault, `phone ${month}`, month)
      await settle(desk, phone)
    }
    if (month === 6) await (await desk.syncing.identity()).remove(phone.vault.device)
    await desk.syncing.run(true)
  }
  return picture
}

describe('a device that was away for a year', () => {
  it.each([
    ['with the right time', YEAR],
    ['with a clock that stood still', 0],
    ['with a clock a year ahead', 2 * YEAR],
  ])('and comes back %s has everything, and what it had not sent arrives', async (_, passed) => {
    const { places, desk, lap, phone, old } = await begun()
    // Written in the train, and never sent.
    await put(lap.vault, 'train', 'written in the train')
    await field(lap, 'both', 'note', 'from the train')
    await field(lap, 'secret', 'note', 'of what is erased meanwhile')
    await lap.vault.mirrored()
    lap.vault.close()

    const first = places.map(namesAt)
    const picture = await aYearGoesBy(desk, phone)
    await field(desk, 'both', 'value', 'from the desk')
    await settle(desk)
    // Nobody knows what it has: as long as it may come back, nothing goes that it may need …
    places.forEach((place, at) => {
      const mine = first[at]?.filter((name) => name.split('/').length === 4 && !name.includes('/slots/'))
      expect(namesAt(place)).toEqual(expect.arrayContaining(mine ?? []))
    })
    expect(desk.syncing.health().isErasing).toBe(true)
    // … until the person decides not to wait for it.
    await desk.syncing.condense()
    await settle(desk)
    for (const [at, place] of places.entries()) {
      const left = namesAt(place).filter((name) => first[at]?.includes(name))
      expect(left.filter((name) => !name.includes('/slots/'))).toEqual([])
    }
    expectWell(desk)

    lap.device.now = START + passed
    const vault = await open(lap.device)
    const back: Party = {
      device: lap.device,
      vault,
      syncing: syncingOf(vault, places, () => lap.device.now),
    }
    await settle(back, desk)
    // What it wrote about an erased record came with its chain: a day later that is gone as well.
    for (const { device } of [back, desk]) device.now += 2 * DAY
    await settle(desk, back)

    expectWell(desk, back)
    expect(recordsOf(back)).toEqual(recordsOf(desk))
    expect(held(back.vault, 'kept')).toBe('as of month 11')
    expect(held(back.vault, 'phone 5')).toBe(5)
    for (const { vault } of [back, desk]) {
      expect(held(vault, 'train')).toBe('written in the train')
      expect(held(vault, 'both')).toBe('from the desk')
      expect(vault.get('contact', 'both')?.fields.note?.[0]?.value).toBe('from the train')
      expect(vault.get('contact', 'secret')).toBeNull()
      expect(await attached(vault, picture)).toBe('a new picture')
      expect(await attached(vault, old)).toBeNull()
    }
    for (const one of [back, desk]) expect(isLive(one)).toBe(false)
    expect(await verifyVault(back.vault)).toMatchObject({ intact: true })
  })

  it('and finds its places gone but for one still has everything', async () => {
    const { places, desk, lap, phone } = await begun()
    lap.vault.close()
    await aYearGoesBy(desk, phone)
    await desk.syncing.condense()
    await settle(desk)
    const [one, other] = places
    one.objects.clear()
    lap.device.now = START + YEAR
    const vault = await open(lap.device)
    const back: Party = {
      device: lap.device,
      vault,
      syncing: syncingOf(vault, places, () => lap.device.now),
    }
    await settle(back)
    expect(recordsOf(back)).toEqual(recordsOf(desk))
    // And the empty one was filled by whoever came first.
    await settle(back, desk)
    const [filled, stayed] = [one, other].map((place) => partsAndLog(place))
    expect(filled).toEqual(stayed)
    expectWell(back, desk)
  })

  it('and was removed meanwhile is told, and reads nothing of what came after', async () => {
    const { places, desk, lap, phone } = await begun()
    await put(lap.vault, 'train', 'written in the train')
    lap.vault.close()
    await (await desk.syncing.identity()).remove(lap.vault.device)
    await settle(desk, phone)
    const picture = await aYearGoesBy(desk, phone)
    lap.device.now = START + YEAR
    const vault = await open(lap.device)
    const back: Party = {
      device: lap.device,
      vault,
      syncing: syncingOf(vault, places, () => lap.device.now),
    }
    await settle(back, desk)
    expect(back.syncing.health().strange.locked).toBeGreaterThan(0)
    expect(held(back.vault, 'kept')).toBe('kept at first')
    expect(await attached(back.vault, picture)).toBeNull()
    expect(held(desk.vault, 'train')).toBeUndefined()
  })
})
