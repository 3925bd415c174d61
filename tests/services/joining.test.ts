import { describe, expect, it } from 'vitest'
import { fromBase64Url, fromUtf8, toBase64Url } from '@/lib/base/bytes'
import type { JoinState } from '@/lib/protocol/meeting-app'
import { readDevices } from '@/lib/replication/devices'
import { meetingOf, openMessage, sealMessage } from '@/lib/replication/meeting'
import { joinedOver } from '@/lib/services/sync-identity'
import { type Machine, machine, PASSPHRASE, placeAt, type World, world } from '@/tests/services/device-world'
import { failing } from '@/tests/support/memory-replica'
import { held, put } from '@/tests/vault/support'

const HOUR = 3_600_000

async function withVault(of: World): Promise<{ readonly first: Machine; readonly phrase: string }> {
  const first = machine(of)
  const { phrase } = await first.unlocking.create(PASSPHRASE)
  await put(await first.vault(), 'a', 'from the first')
  await first.settle()
  return { first, phrase: phrase.join(' ') }
}

/** Both say what they have to say until the words are there. */
async function meet(first: Machine, second: Machine, text: string) {
  const inviting = await first.inviting()
  let state: JoinState = await second.joining.byInvitation(text, 'the second')
  for (let turn = 0; turn < 4 && state.state === 'waiting'; turn++) {
    await inviting.look()
    state = await second.joining.look()
  }
  return { inviting, asked: state, shown: await inviting.look() }
}

async function invited(first: Machine): Promise<string> {
  const state = await (await first.inviting()).invite()
  if (state.state !== 'shown') throw new Error(state.state)
  return state.text
}

/** Names at a place that are not the vault's log, slots or attachments. */
function meetingNames(of: World): readonly string[] {
  return [...of.replicas.values()].flatMap(({ objects }) =>
    [...objects.keys()].filter((name) => /\/(hello|reply|reveal|grant|done|no)-/.test(name)),
  )
}

describe('a device that is invited', () => {
  it('shows the same four words, has everything after the person confirmed them, and writes what the first reads', async () => {
    const of = world()
    const { first } = await withVault(of)
    const second = machine(of)
    const text = await invited(first)
    const { inviting, asked, shown } = await meet(first, second, text)
    expect(asked).toMatchObject({ state: 'comparing' })
    expect(shown).toMatchObject({ state: 'comparing', name: 'the second' })
    const words = (state: object) => (state as { words: readonly string[] }).words
    expect(words(asked)).toHaveLength(4)
    expect(words(shown)).toEqual(words(asked))
    // Nothing of the vault's lies there before the person said so.
    expect(meetingNames(of).some((name) => name.includes('/grant-'))).toBe(false)
    expect(await second.joining.look()).toMatchObject({ state: 'comparing' })

    expect(await inviting.admit()).toMatchObject({ state: 'admitting' })
    expect(await second.joining.look()).toMatchObject({ state: 'ready' })
    expect(await inviting.look()).toMatchObject({ state: 'admitted', name: 'the second' })
    await second.finish()
    await second.settle()
    const vault = await second.vault()
    expect(await joinedOver(vault)).toEqual(of.places)
    expect(held(vault, 'a')).toBe('from the first')
    expect(vault.device).not.toBe((await first.vault()).device)
    await put(vault, 'b', 'from the second')
    await second.settle()
    await first.settle()
    expect(held(await first.vault(), 'b')).toBe('from the second')
    const devices = readDevices(await first.vault())
    expect(devices.find(({ id }) => id === vault.device)).toMatchObject({ name: 'the second', removed: null })
    // It was vouched for when it was let in, and opens by its own passphrase and by the same phrase.
    expect(devices.find(({ id }) => id === vault.device)?.vouches.has((await first.vault()).device)).toBe(
      true,
    )
    await second.session.lock()
    expect(await second.unlocking.unlock(PASSPHRASE)).toMatchObject({ ok: true })
    // What was said at the places is gone but for the mark that it was used, and that too after the hour.
    expect(new Set(meetingNames(of).map((name) => name.split('/')[2]?.split('-')[0]))).toEqual(
      new Set(['no']),
    )
    of.now += HOUR
    expect(await inviting.look()).toEqual({ state: 'none' })
    expect(meetingNames(of)).toEqual([])
  })

  it('reads the epochs that began before it came', async () => {
    const of = world()
    const { first } = await withVault(of)
    const gone = machine(of)
    const { inviting } = await meet(first, gone, await invited(first))
    await inviting.admit()
    await gone.joining.look()
    await inviting.look()
    await gone.finish()
    await gone.settle()
    await first.settle()
    await (await (await first.syncing()).identity()).remove((await gone.vault()).device)
    await put(await first.vault(), 'c', 'after the removal')
    await first.settle()
    const third = machine(of)
    const next = await meet(first, third, await invited(first))
    await next.inviting.admit()
    await third.joining.look()
    await next.inviting.look()
    await third.finish()
    await third.settle()
    expect(held(await third.vault(), 'c')).toBe('after the removal')
    expect(held(await gone.vault(), 'c')).toBeUndefined()
  })

  it('goes on where both were stopped at any point, and where the one place is down', async () => {
    const of = world()
    const { first } = await withVault(of)
    const [one] = [...of.replicas.values()]
    if (one) one.before = failing('unreachable')
    const second = machine(of)
    const text = await invited(first)
    await second.joining.byInvitation(text, 'the second')
    const { inviting, asked } = await meet(first, second, text)
    expect(asked.state).toBe('comparing')
    await inviting.admit()
    // The keys were lost with the place: they are given again.
    for (const { objects } of of.replicas.values())
      for (const name of [...objects.keys()]) if (name.includes('/grant-')) objects.delete(name)
    expect(await second.joining.look()).toMatchObject({ state: 'comparing' })
    await (await first.inviting()).look()
    expect(await second.joining.look()).toMatchObject({ state: 'ready' })
  })
})

describe('an invitation', () => {
  it('that another device answered already is used: told to the one that comes later', async () => {
    const of = world()
    const { first } = await withVault(of)
    const text = await invited(first)
    const second = machine(of)
    const { inviting } = await meet(first, second, text)
    await inviting.admit()
    await second.joining.look()
    await inviting.look()
    expect(await machine(of).joining.byInvitation(text, 'later')).toMatchObject({
      state: 'refused',
      problem: 'used',
    })
  })

  it('that two answer at once lets in neither', async () => {
    const of = world()
    const { first } = await withVault(of)
    const text = await invited(first)
    const [second, third] = [machine(of), machine(of)]
    const [one, two] = await Promise.all([
      second.joining.byInvitation(text, 'one'),
      third.joining.byInvitation(text, 'two'),
    ])
    expect([one.state, two.state]).toEqual(['waiting', 'waiting'])
    const inviting = await first.inviting()
    expect(await inviting.look()).toEqual({ state: 'ended', problem: 'used' })
    expect(await inviting.admit()).toEqual({ state: 'ended', problem: 'used' })
    for (const device of [second, third])
      expect(await device.joining.look()).toMatchObject({ state: 'refused', problem: 'used' })
  })

  it('is over after an hour, on both sides, and leaves nothing', async () => {
    const of = world()
    const { first } = await withVault(of)
    const text = await invited(first)
    const second = machine(of)
    await second.joining.byInvitation(text, 'the second')
    const inviting = await first.inviting()
    of.now += HOUR
    expect(await inviting.look()).toEqual({ state: 'ended', problem: 'expired' })
    expect(await second.joining.look()).toMatchObject({ state: 'refused', problem: 'expired' })
    expect(await machine(of).joining.byInvitation(text, 'late')).toMatchObject({ problem: 'expired' })
    expect(meetingNames(of)).toEqual([])
  })

  it('has an answer of its own for what is damaged, newer, foreign, or reaches no place', async () => {
    const of = world()
    const { first } = await withVault(of)
    const text = await invited(first)
    const ask = (what: string) => machine(of).joining.byInvitation(what, 'a device')
    expect(await ask(text.slice(0, -9))).toMatchObject({ problem: 'damaged' })
    expect(await ask(text.replace(':1:', ':2:'))).toMatchObject({ problem: 'newer' })
    expect(await ask('https://example.org/')).toMatchObject({ problem: 'foreign' })
    for (const replica of of.replicas.values()) replica.before = failing('refused')
    expect(await ask(text)).toMatchObject({ problem: 'unreachable', place: 'refused' })
  })

  it('that the person said no to is over for the other device as well', async () => {
    const of = world()
    const { first } = await withVault(of)
    const second = machine(of)
    const { inviting } = await meet(first, second, await invited(first))
    expect(await inviting.cancel()).toEqual({ state: 'ended', problem: 'cancelled' })
    expect(await second.joining.look()).toMatchObject({ state: 'refused', problem: 'cancelled' })
    expect(await inviting.admit()).toMatchObject({ state: 'ended' })
  })

  it('whose text somebody else has shows other words, who stands between the two as well', async () => {
    const of = world(['one.example'])
    const { first } = await withVault(of)
    const text = await invited(first)
    // Whoever stands between shows each of them a place of his own making, and answers in the other's stead.
    const theirs = world(['one.example'])
    const [victim, attacker] = [machine(theirs), machine(of)]
    await victim.joining.byInvitation(text, 'the second')
    const asked = await meet(first, attacker, text)
    const meeting = meetingOf(keyOf(text))
    const [hello] = [...(theirs.replicas.get('one.example')?.objects ?? [])]
    expect(hello?.[0]).toContain(`${meeting.tag}/hello-`)
    const said = openMessage(
      meeting,
      { name: hello?.[0] ?? '', kind: 'hello', hash: hello?.[0].split('-').at(-1) ?? '' },
      hello?.[1] ?? new Uint8Array(0),
    )
    const to = (said as { commitment: string }).commitment
    const reply = sealMessage(
      meeting,
      'reply',
      {
        once: 'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc',
        nonce: 'CAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg',
        to,
      },
      (length) => crypto.getRandomValues(new Uint8Array(length)),
    )
    theirs.replicas.get('one.example')?.objects.set(reply.name, reply.bytes)
    const fooled = await victim.joining.look()
    expect(fooled.state).toBe('comparing')
    expect((fooled as { words: readonly string[] }).words).not.toEqual(
      (asked.shown as { words: readonly string[] }).words,
    )
  })
})

/** The key of an invitation, as whoever has the text has it. */
function keyOf(text: string): Uint8Array {
  const json = JSON.parse(fromUtf8(fromBase64Url(text.split(':')[2] ?? '') ?? new Uint8Array(0))) as {
    key: string
  }
  return fromBase64Url(json.key) ?? new Uint8Array(0)
}

describe('at the places of an invitation', () => {
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

  it('keys that were not bound to beforehand are none: nobody chooses them once he knows the other’s', async () => {
    const of = world(['one.example'])
    const { first } = await withVault(of)
    const text = await invited(first)
    const second = machine(of)
    await second.joining.byInvitation(text, 'the second')
    const inviting = await first.inviting()
    expect(await inviting.look()).toMatchObject({ state: 'shown' })
    const bytes = (fill: number) => toBase64Url(new Uint8Array(32).fill(fill))
    const value = {
      device: toBase64Url(new Uint8Array(16).fill(1)),
      key: bytes(2),
      exchange: bytes(3),
      once: bytes(4),
      nonce: bytes(5),
      name: 'somebody else',
    }
    const { name, bytes: sealed } = sealMessage(meetingOf(keyOf(text)), 'reveal', value, random)
    of.replicas.get('one.example')?.objects.set(name, sealed)
    expect(await inviting.look()).toMatchObject({ state: 'shown' })
    await second.joining.look()
    expect(await inviting.look()).toMatchObject({ state: 'comparing', name: 'the second' })
  })

  it('a great deal that is neither’s, an object of a gigabyte, of none, and other bytes under a name change nothing', async () => {
    const of = world()
    const { first } = await withVault(of)
    const text = await invited(first)
    const { tag } = meetingOf(keyOf(text))
    for (const replica of of.replicas.values()) {
      const hex = (at: number) => at.toString(16).padStart(32, '0')
      replica.objects.set(`v1/${tag}/grant-${hex(1)}`, new Uint8Array(300))
      replica.objects.set(`v1/${tag}/reply-${hex(2)}`, new Uint8Array(0))
      replica.shown = (all) => [
        ...Array.from({ length: 10_000 }, (_, at) => ({ name: `v1/${tag}/x${at}`, size: 10 })),
        ...all.map((entry) =>
          entry.name.includes(`grant-${hex(1)}`) ? { ...entry, size: 1_000_000_000 } : entry,
        ),
      ]
    }
    const second = machine(of)
    const { inviting, asked } = await meet(first, second, text)
    expect(asked.state).toBe('comparing')
    await inviting.admit()
    expect(await second.joining.look()).toMatchObject({ state: 'ready' })
  })
})

describe('a device that has a place and the recovery phrase', () => {
  it('has everything, also what was sealed after a device was removed', async () => {
    const of = world()
    const { first, phrase } = await withVault(of)
    const gone = machine(of)
    const { inviting } = await meet(first, gone, await invited(first))
    await inviting.admit()
    await gone.joining.look()
    await inviting.look()
    await gone.finish()
    await gone.settle()
    await first.settle()
    await (await (await first.syncing()).identity()).remove((await gone.vault()).device)
    await put(await first.vault(), 'c', 'after the removal')
    await first.settle()
    expect((await first.syncing()).health().isPhraseEnough).toBe(true)

    const second = machine(of)
    const [place] = of.places
    if (!place) throw new Error('no place')
    expect(await second.joining.byPhrase(place, phrase)).toMatchObject({ state: 'ready' })
    await second.finish()
    await second.settle()
    expect(held(await second.vault(), 'c')).toBe('after the removal')
    await put(await second.vault(), 'd', 'from whoever had nothing but the phrase')
    await second.settle()
    await first.settle()
    expect(held(await first.vault(), 'd')).toBe('from whoever had nothing but the phrase')
  })

  it('is told by an answer of its own what is not so', async () => {
    const of = world()
    const { phrase } = await withVault(of)
    const [place] = of.places
    if (!place) throw new Error('no place')
    const other = machine(world())
    const { phrase: foreign } = await other.unlocking.create(PASSPHRASE)
    const ask = (words: string, at = place) => machine(of).joining.byPhrase(at, words)
    expect(await ask(foreign.join(' '))).toMatchObject({ problem: 'wrong-phrase' })
    expect(await ask('these are no words')).toMatchObject({ problem: 'phrase' })
    const empty = world(['empty.example'])
    expect(await machine(empty).joining.byPhrase(placeAt('empty.example'), phrase)).toMatchObject({
      problem: 'no-vault',
    })
    expect(await ask(phrase, placeAt('nowhere.example'))).toMatchObject({ problem: 'unreachable' })
    const [first] = [...of.replicas.values()]
    const slots = [...(first?.objects ?? [])].filter(([name]) => name.includes('/slots/'))
    expect(slots).toHaveLength(1)
    for (const [, bytes] of slots) bytes[20] = (bytes[20] as number) ^ 1
    expect(await ask(phrase)).toMatchObject({ problem: 'damaged' })
  })

  it('that was replaced is let in no more, and opens no device any more', async () => {
    const of = world()
    const { first, phrase } = await withVault(of)
    const second = machine(of)
    const [place] = of.places
    if (!place) throw new Error('no place')
    await second.joining.byPhrase(place, phrase)
    await second.finish()
    await second.settle()
    await first.settle()
    const replaced = await first.unlocking.replacePhrase(PASSPHRASE)
    if (!replaced.ok) throw new Error('not replaced')
    await first.settle()
    await second.settle()
    const next = replaced.value.phrase.join(' ')
    expect(await machine(of).joining.byPhrase(place, phrase)).toMatchObject({ problem: 'wrong-phrase' })
    expect(await machine(of).joining.byPhrase(place, next)).toMatchObject({ state: 'ready' })
    for (const { objects } of of.replicas.values())
      expect([...objects.keys()].filter((name) => name.includes('/slots/'))).toHaveLength(1)
    await second.session.lock()
    expect(await second.unlocking.unlockWithPhrase(phrase)).toMatchObject({ ok: false })
    expect(await second.unlocking.unlockWithPhrase(next)).toMatchObject({ ok: true })
    // Whoever has the old phrase and an old copy of what it opened reads nothing that is written from now on.
    await put(await first.vault(), 'e', 'under the new phrase')
    await first.settle()
    await second.session.lock()
    await second.unlocking.unlock(PASSPHRASE)
    const again = await second.syncing({ vault: await second.vault() })
    await again.run(true)
    expect(held(await second.vault(), 'e')).toBe('under the new phrase')
  })
})
