import { describe, expect, test } from 'vitest'
import type { Vault } from '@/lib/vault/vault'
import { filled, scene } from './transfer-world'

describe('where a value came from', () => {
  /** Somebody else's export, as it was picked from a folder, and the vault it is to come into. */
  async function received() {
    const from = await filled()
    await from.keeping.add(
      'phones',
      '',
      { tel: '+442079460018' },
      { by: 'site', origin: 'https://shop.example', at: 5 },
    )
    const { content, summary } = await from.transfer.exportArchive(null)
    const to = await filled('device-c')
    const bringIn = async (file: Blob) => {
      const plan = await to.transfer.plan(file, null)
      if (!plan.ok) throw new Error(plan.reason)
      const done = await to.transfer.apply(plan.value)
      return { plan: plan.value, done: done.ok && done.value.records }
    }
    const source = (name: string) => ({ by: 'file', name, at: summary.created })
    const pick = (name: string) => new File([content], name)
    return { from, to, content, summary, bringIn, source, pick }
  }

  test('is the file for what another vault’s person typed, and the site for what came from one', async () => {
    const { from, to, bringIn, source, pick } = await received()
    const { plan } = await bringIn(pick('charles.zip'))
    expect(plan.from).toBe('other')
    const view = to.keeping.get('emails', from.email)
    expect(view?.sources).toEqual({ email: source('charles.zip') })
    const before = to.keeping.history('emails', from.email).email ?? []
    expect(before.map((version) => version.from)).toEqual([source('charles.zip')])
    expect(to.keeping.list('phones')[0]?.sources.tel).toMatchObject({ by: 'site' })
    // What was here is still the person's own.
    const own = to.keeping.list('emails').find(({ id }) => id !== from.email)
    expect(own?.sources.email).toMatchObject({ by: 'person' })
  })

  test('is told by nothing but the source: values and stamps are those of the file', async () => {
    const { from, to, bringIn, pick } = await received()
    await bringIn(pick('charles.zip'))
    const bare = (vault: Vault) =>
      Object.entries(vault.get('emails', from.email)?.fields ?? {})
        .sort()
        .map(([field, versions]) => [field, versions.map(({ value, stamp, over }) => [value, stamp, over])])
    expect(bare(to.vault)).toEqual(bare(from.vault))
    expect(bare(to.vault).length).toBeGreaterThan(2)
  })

  test('stays what it was when the same file, or the same records under another name, come once more', async () => {
    const { from, to, bringIn, source, pick } = await received()
    await bringIn(pick('charles.zip'))
    const kept = to.vault.get('emails', from.email)
    const again = await bringIn(pick('charles-again.zip'))
    expect([again.done, new Set(again.plan.rows.map(({ outcome }) => outcome))]).toEqual([
      0,
      new Set(['same']),
    ])
    expect(to.vault.get('emails', from.email)).toEqual(kept)
    // A later value of theirs comes from the later file, the earlier one from the earlier.
    await from.keeping.edit('emails', from.email, { fields: { email: 'ada@later.example' } })
    const later = await from.transfer.exportArchive(null)
    await bringIn(new File([later.content], 'later.zip'))
    const { email } = to.keeping.get('emails', from.email)?.sources ?? {}
    expect(email).toEqual({ by: 'file', name: 'later.zip', at: later.summary.created })
    expect(to.keeping.history('emails', from.email).email?.[0]?.from).toEqual(source('charles.zip'))
  })

  test('is the person again once they write it over', async () => {
    const { from, to, bringIn, pick } = await received()
    await bringIn(pick('charles.zip'))
    await to.keeping.edit('emails', from.email, { fields: { email: 'ada@mine.example' } })
    expect(to.keeping.get('emails', from.email)?.sources.email).toMatchObject({ by: 'person' })
  })

  test('has the name an export is given where the file has none, and no longer one than fits', async () => {
    const one = await received()
    await one.bringIn(one.content)
    const { email } = one.to.keeping.get('emails', one.from.email)?.sources ?? {}
    expect(email).toMatchObject({ by: 'file', name: expect.stringMatching(/^selfstead-2026-05-0\d\.zip$/) })
    const other = await received()
    await other.bringIn(other.pick(`${'a'.repeat(299)}\u{1f600}.zip`))
    const long = other.to.keeping.get('emails', other.from.email)?.sources.email
    expect(long).toMatchObject({ name: `${'a'.repeat(299)}\ufffd` })
    // And the vault that has it can be taken out and brought in again.
    const { content } = await other.to.transfer.exportArchive(null)
    const to = scene('device-d')
    const plan = await to.transfer.plan(content, null)
    if (!plan.ok) throw new Error(plan.reason)
    await to.transfer.apply(plan.value)
    expect(to.keeping.get('emails', other.from.email)?.sources.email).toEqual(long)
  })

  test('is the person as before in their own restored vault, and in a merge of their own export', async () => {
    const { from, content } = await received()
    for (const to of [scene('device-b'), from]) {
      const plan = await to.transfer.plan(new File([content], 'own.zip'), null)
      if (!plan.ok) throw new Error(plan.reason)
      expect(plan.value.from).toBe(to === from ? 'own' : 'whole')
      await to.transfer.apply(plan.value)
      expect(to.keeping.get('emails', from.email)?.sources.email).toMatchObject({ by: 'person' })
    }
  })
})
