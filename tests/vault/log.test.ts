import { expect, test } from 'vitest'
import { createVault, examineVault, openVault } from '@/lib/vault/open'
import { verifyVault } from '@/lib/vault/verify'
import { memoryDevice } from '@/tests/support/memory-places'
import { change, held, newVault, open, put, ROOT, SLOTS, VAULT_ID } from '@/tests/vault/support'

test('what was committed is there after opening again', async () => {
  const { device, vault } = await newVault()
  await put(vault, 'a', 'Ada')
  await put(vault, 'b', { city: 'Turin' })
  vault.close()
  const again = await open(device)
  expect(held(again, 'a')).toBe('Ada')
  expect(held(again, 'b')).toEqual({ city: 'Turin' })
  expect(again.health()).toMatchObject({ generation: 3, segments: 2, records: 2, damaged: [], repairs: [] })
})

test('nothing is unlocked to see what stands here', async () => {
  const { device, vault } = await newVault()
  await put(vault, 'a', 1)
  await vault.mirrored()
  expect(await examineVault(device.context())).toMatchObject({
    state: 'present',
    vaultId: VAULT_ID,
    generation: 2,
    refilled: 0,
    slots: SLOTS,
  })
})

test('commits made at once share one segment, each with its own outcome', async () => {
  const { vault } = await newVault()
  const results = await Promise.allSettled([
    put(vault, 'a', 1),
    vault.commit(() => {
      throw new Error('mine alone')
    }),
    vault.commit((state) => [change('b', vault.stamp(), state.get('contact', 'a') !== null)]),
    vault.commit(() => []),
  ])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  expect(vault.health().segments).toBe(1)
  expect(held(vault, 'b')).toBe(true)
})

test('two contexts that write at once both see everything', async () => {
  const { device, vault: one } = await newVault()
  const two = await open(device)
  await Promise.all(
    Array.from({ length: 20 }, (_, at) => [put(one, `one-${at}`, at), put(two, `two-${at}`, at)]).flat(),
  )
  await Promise.all(
    [one, two].map((vault) =>
      Promise.all(
        Array.from({ length: 10 }, async () => {
          await vault.commit((state) => {
            const counter = Number(state.get('contact', 'counter')?.fields.value?.[0]?.value ?? 0)
            return [change('counter', vault.stamp(), counter + 1)]
          })
        }),
      ),
    ),
  )
  await one.refresh()
  await two.refresh()
  for (const vault of [one, two]) {
    expect(vault.all('contact')).toHaveLength(41)
    expect(held(vault, 'counter')).toBe(20)
    expect(await verifyVault(vault)).toMatchObject({ intact: true })
  }
})

test('a commit made in any step after another one ended is written', async () => {
  const { vault } = await newVault()
  for (let depth = 0; depth < 12; depth++) {
    await put(vault, `first-${depth}`, depth)
    for (let step = 0; step < depth; step++) await null
    await put(vault, `second-${depth}`, depth)
  }
  expect(vault.all('contact')).toHaveLength(24)
}, 5_000)

test('even without a lock no decision is made on what another context changed', async () => {
  const device = memoryDevice()
  const unlocked = { ...device.context(), exclusively: <Value>(work: () => Promise<Value>) => work() }
  const one = await createVault(unlocked, { vaultId: VAULT_ID, root: ROOT, slots: SLOTS })
  const two = await openVault({ ...unlocked }, { vaultId: VAULT_ID, root: ROOT })
  await put(one, 'grant', 'standing')
  await two.refresh()
  const answers = await Promise.all([
    put(one, 'grant', 'revoked'),
    two
      .commit((state) =>
        state.get('contact', 'grant')?.fields.value?.[0]?.value === 'standing'
          ? [change('answer', two.stamp(), true)]
          : [],
      )
      .then(({ generation, changes }) => ({ generation, given: changes.length > 0 })),
  ])
  const given = answers[1].given
  expect(
    given ? answers[1].generation < answers[0].generation : answers[1].generation >= answers[0].generation,
  ).toBe(true)
  await one.refresh()
  expect(held(one, 'answer')).toBe(given ? true : undefined)
  expect(await verifyVault(one)).toMatchObject({ intact: true })
})

test('a commit that is provided with a no writes nothing, and nobody sees what it would have written', async () => {
  const { device, vault } = await newVault()
  let say: (yes: boolean) => void = () => {}
  const answer = new Promise<boolean>((resolve) => {
    say = resolve
  })
  const held = (id: string) => change(id, vault.stamp(), id)
  const refused = vault.commit(() => [held('refused')], { provided: answer })
  const broken = vault.commit(() => [held('broken')], { provided: Promise.reject(new Error('unknown')) })
  const after = vault.commit((state) => [
    change('after', vault.stamp(), state.get('contact', 'refused') === null),
  ])
  const meanwhile = open(device)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect((await meanwhile).health().generation).toBe(1)
  say(false)
  expect(await refused).toEqual({ generation: 1, changes: [] })
  expect(await broken).toEqual({ generation: 1, changes: [] })
  expect((await after).changes).toHaveLength(1)
  expect(vault.health()).toMatchObject({ generation: 2, segments: 1, records: 1 })
  expect(vault.get('contact', 'after')?.fields.value?.[0]?.value).toBe(true)

  const alone = await vault.commit(() => [held('alone')], { provided: Promise.resolve(false) })
  expect(alone.changes).toEqual([])
  const granted = await vault.commit(() => [held('granted')], { provided: Promise.resolve(true) })
  expect(granted.changes).toHaveLength(1)
  expect((await open(device)).all('contact').map(({ id }) => id)).toEqual(['after', 'granted'])
})

test('a commit that waits for what it is provided with holds up no other context, and is written once that says yes', async () => {
  const { device, vault } = await newVault()
  let say: (yes: boolean) => void = () => {}
  const answer = new Promise<boolean>((resolve) => {
    say = resolve
  })
  const waiting = vault.commit(() => [change('waiting', vault.stamp(), true)], { provided: answer })
  const other = await open(device)
  await other.commit(() => [change('other', other.stamp(), true)])
  expect(other.all('contact').map(({ id }) => id)).toEqual(['other'])
  say(true)
  expect((await waiting).changes).toHaveLength(1)
  const soon = new Promise<boolean>((resolve) => setTimeout(resolve, 1, true))
  await vault.commit(() => [change('soon', vault.stamp(), true)], { provided: soon })
  const third = await open(device)
  expect(new Set(third.all('contact').map(({ id }) => id))).toEqual(new Set(['other', 'soon', 'waiting']))
  expect(await verifyVault(third)).toMatchObject({ intact: true })
})

test('the sentinel hears of a commit once whoever waited for it has gone on, and before the mirror', async () => {
  const { device, vault } = await newVault()
  await vault.mirrored()
  const calls: string[] = []
  device.before = (call) => calls.push(call)
  await put(vault, 'a', 1)
  for (let step = 0; step < 50; step++) await null
  expect(calls).toEqual([])
  while (!calls.includes('mirror.write')) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(calls.slice(0, 2)).toEqual(['sentinel.read', 'sentinel.write'])
  expect(device.sentinel?.generation).toBe(vault.health().generation)
})
