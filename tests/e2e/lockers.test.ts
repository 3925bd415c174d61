import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addRecord, allow, deny, openDashboard } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { poll } from '../support/browsers/polling'
import { begin, outcomeOf, type ProbeSite, run, serveProbe } from '../support/probe-site'
import { KINDS } from './browsers'
import { launchReady } from './ready'

const FIND = `const vault = await selfstead.discover({ timeout: 5000 }); if (!vault) throw new Error('not found');`
const NOTES = `${FIND}
  window.grant = await vault.request({
    purpose: { text: 'Keep your notes on your own device' },
    collections: { 'app:notes': { actions: ['read', 'create', 'update', 'delete'], required: true } },
    access: { for: 'P30D' } })
  window.notes = grant.collection('app:notes')
  window.heard = []
  notes.addEventListener('change', ({ detail }) => heard.push(detail))`

describe.each(KINDS)('collections in %s', (kind) => {
  let site: ProbeSite
  let browser: Browser
  let first: Page
  let second: Page

  beforeAll(async () => {
    site = await serveProbe()
    browser = await launchReady(kind)
    const board = await openDashboard(browser)
    for (const name of ['Ada Lovelace', 'Grace Hopper', 'Mary Somerville'])
      await addRecord(board, 'contacts', { 'Full name': name })
    await board.close()
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  const value = async (page: Page, body: string): Promise<unknown> => {
    const outcome = await run(page, body)
    if (outcome.error) throw new Error(`${outcome.error}: ${outcome.message}`)
    return outcome.value
  }

  it('a site keeps documents in its locker once the person said so', async () => {
    first = await browser.open(site.url)
    await begin(first, 'ask', NOTES)
    const window = await browser.waitForPage('prompt.html')
    await window.waitForText(/own locker/i)
    await allow(browser)
    expect(await outcomeOf(first, 'ask')).not.toHaveProperty('error')
    const made = await value(
      first,
      `await notes.write([1, 2, 3].map((n) => ({ op: 'create', id: 'note-' + n, value: { title: 'Note ' + n, n: 0 } })))
       const seen = []
       for await (const { id, value } of notes.list({ limit: 2 })) seen.push([id, value.title])
       return { seen, count: await notes.count() }`,
    )
    expect(made).toEqual({
      seen: [
        ['note-1', 'Note 1'],
        ['note-2', 'Note 2'],
        ['note-3', 'Note 3'],
      ],
      count: 3,
    })
  })

  it('two tabs work in it at once, hear of each other, and lose no update', async () => {
    second = await browser.open(site.url)
    // What stands is given again without a question.
    await value(second, NOTES)
    await value(first, `await notes.update('note-1', { title: 'Changed' })`)
    await poll('the second tab to hear', async () =>
      (await second.evaluate(`heard.some(({ changed }) => changed.includes('note-1'))`)) ? true : null,
    )
    const work = `for (let i = 0; i < 500; i++) await notes.update('note-2', ({ n }) => ({ n: n + 1 }))`
    await begin(first, 'count', work)
    await begin(second, 'count', work)
    expect(await outcomeOf(first, 'count')).not.toHaveProperty('error')
    expect(await outcomeOf(second, 'count')).not.toHaveProperty('error')
    expect(await value(first, `return (await notes.get('note-2')).value.n`)).toBe(1_000)
  })

  it('a conflict gives both versions, and nothing of the write happened', async () => {
    const met = await value(
      first,
      `const { version } = await notes.get('note-3')
       await notes.update('note-3', { title: 'Theirs' })
       try {
         await notes.write([{ op: 'create', id: 'beside', value: {} }, { op: 'update', id: 'note-3', value: { title: 'Mine' }, base: version }])
       } catch (error) {
         const [one] = error.conflicts
         return { name: error.name, mine: one.change.value.title, theirs: one.current.value.title, beside: await notes.get('beside') }
       }`,
    )
    expect(met).toEqual({ name: 'InvalidStateError', mine: 'Mine', theirs: 'Theirs', beside: null })
  })

  it('an attachment comes back byte for byte', async () => {
    const same = await value(
      first,
      `const bytes = new Uint8Array(3_000_001); for (let i = 0; i < bytes.length; i++) bytes[i] = (i * 31 + (i >> 8)) & 255
       const hash = async (of) => String(new Uint8Array(await crypto.subtle.digest('SHA-256', of)))
       await notes.update('note-1', { picture: new File([bytes], 'a.png', { type: 'image/png' }) })
       const { picture } = (await notes.get('note-1')).value
       const back = await picture.blob()
       return { size: picture.size, type: back.type, name: picture.name, same: (await hash(bytes)) === (await hash(await back.arrayBuffer())) }`,
    )
    expect(same).toEqual({ size: 3_000_001, type: 'image/png', name: 'a.png', same: true })
  })

  it('what does not fit is asked about before it is sent, and goes on when there is room', async () => {
    const board = await openDashboard(browser)
    const badge = () => board.evaluate('(globalThis.browser ?? chrome).action.getBadgeText({})')
    // As large as the whole locker, so that with what is in it already it is too much.
    const keep = `window.stop = new AbortController()
      await notes.update('note-2', { scan: new File([new Uint8Array(50 * 1024 * 1024)], 'scan.bin') }, { signal: stop.signal })`
    /** A tab that was just opened is in front, and what is asked in it counts as the person's doing. */
    const ask = async () => {
      const page = await browser.open(site.url)
      await value(page, NOTES)
      await begin(page, 'keep', keep)
      return { page, window: await browser.waitForPage('prompt.html') }
    }
    const refused = await ask()
    const said = await refused.window.waitForText(/does not fit into the locker of/)
    expect(said).toMatch(/in 3 documents/)
    expect(said).toMatch(/Allow 100\sMiB and up to 100,000 documents\?/)
    expect(await refused.window.evaluate('document.activeElement.textContent')).toBe('Deny')
    expect(await badge()).toBe('1')
    await deny(browser)
    expect(await outcomeOf(refused.page, 'keep')).toMatchObject({ error: 'QuotaExceededError' })
    await poll('the number beside the button to go', async () => ((await badge()) === '' ? true : null))
    await refused.page.close()

    const allowed = await ask()
    await allow(browser)
    // What is wanted no more goes; the room that was given stays.
    await value(allowed.page, 'stop.abort()')
    expect(await outcomeOf(allowed.page, 'keep')).toMatchObject({ error: 'AbortError' })
    await allowed.page.close()
    await board.evaluate(`location.hash = '#/my-data'`)
    await board.click({ role: 'link', name: /3 documents/ })
    await board.waitForText(/of 100\sMiB/)
    await board.close()
  })

  it('another site works on it by its full name, when the person says so', async () => {
    const editor = await browser.open(site.otherUrl)
    const name = `app:notes@${new URL(site.url).origin}`
    const ask = (actions: string) => `${FIND}
      window.grant = await vault.request({
        purpose: { text: 'Edit your notes' },
        collections: { ${JSON.stringify(name)}: { actions: ${actions}, required: true } },
        access: { for: 'P1D' } })
      window.theirs = grant.collection(${JSON.stringify(name)})
      return await theirs.count()`
    await begin(editor, 'ask', ask(`['read', 'update']`))
    const window = await browser.waitForPage('prompt.html')
    await window.waitForText(/locker of another site/i)
    await window.waitForText(/127\.0\.0\.1/)
    await allow(browser)
    expect(await outcomeOf(editor, 'ask')).toMatchObject({ value: 3 })
    await value(editor, `await theirs.update('note-1', { title: 'By the editor' })`)
    await poll('the notes to hear', async () =>
      (await value(first, `return (await notes.get('note-1')).value.title`)) === 'By the editor'
        ? true
        : null,
    )
    expect(await run(editor, `await theirs.delete('note-1')`)).toMatchObject({ error: 'NotAllowedError' })
    await editor.close()
  })

  it('of the contacts a site sees those that were picked, and no sign of the others', async () => {
    const page = await browser.open(site.otherUrl)
    await begin(
      page,
      'ask',
      `${FIND}
       const grant = await vault.request({
         purpose: { text: 'Invite your friends' },
         collections: { contacts: { actions: ['read'], fields: ['name'], required: true } },
         access: { for: 'P1D' } })
       window.contacts = grant.collection('contacts')
       window.heard = []
       contacts.addEventListener('change', ({ detail }) => heard.push(detail))
       const seen = []
       for await (const { value } of contacts.list()) seen.push(value)
       return { seen, count: await contacts.count() }`,
    )
    const window = await browser.waitForPage('prompt.html')
    await window.click({ role: 'option', name: /Ada/ })
    await window.click({ role: 'option', name: /Grace/ })
    await window.waitForText(/2 of 3 chosen/)
    await allow(browser)
    expect(await outcomeOf(page, 'ask')).toEqual({
      value: { seen: [{ name: 'Ada Lovelace' }, { name: 'Grace Hopper' }], count: 2 },
    })
    expect(await value(page, `return await contacts.get('AAAAAAAAAAAAAAAAAAAAAA')`)).toBeNull()
    await page.close()
  })

  it('what a site offers is kept only as the person says', async () => {
    // A tab that was just opened is in front, and what is asked in it counts as the person's doing.
    const page = await browser.open(site.url)
    await begin(
      page,
      'offer',
      `${FIND} await vault.offer({ collection: 'emails', fields: { email: 'ada@mail.example' }, purpose: { text: 'Your new address' } })`,
    )
    const window = await browser.waitForPage('prompt.html')
    await window.click({ role: 'button', name: 'Keep' })
    await poll('the prompt to close', async () => ((await window.isClosed()) ? true : null))
    expect(await outcomeOf(page, 'offer')).not.toHaveProperty('error')
    const board = await openDashboard(browser)
    await board.waitForText(/ada@mail\.example/)
    await board.close()
    await page.close()
  })

  it('once the dashboard says that the vault is locked, no write that begins is done, however fast they come', async () => {
    await value(
      first,
      `window.calls = []
       window.going = (async () => {
         while (!window.over) {
           const begun = performance.timeOrigin + performance.now()
           const done = await notes.create({ title: 'on and on' }).then(() => true, () => false)
           calls.push({ begun, done })
         }
       })()`,
    )
    const board = await openDashboard(browser)
    const moment = 'performance.timeOrigin + performance.now()'
    await poll('a write', async () => ((await value(first, 'return calls.length > 3')) ? true : null))
    await board.click({ role: 'button', name: 'Lock' })
    await board.waitForText(/Your vault is locked/)
    const locked = Number(await board.evaluate(moment))
    await poll('a refusal', async () =>
      (await value(first, `return calls.some(({ begun, done }) => begun > ${locked} && !done)`))
        ? true
        : null,
    )
    const calls = await value(
      first,
      `window.over = true
       await going
       return { done: calls.filter(({ done }) => done).length, late: calls.filter(({ begun, done }) => done && begun > ${locked}) }`,
    )
    expect(calls).toEqual({ done: expect.any(Number), late: [] })
    expect((calls as { done: number }).done).toBeGreaterThan(3)
    await board.close()
  })

  it('revoked, it is gone for the very next call', async () => {
    const board = await openDashboard(browser, `sites/${encodeURIComponent(new URL(site.url).origin)}`)
    await board.click({ role: 'button', name: /^Revoke all/ })
    await poll('the refusal', async () => {
      const outcome = await run(first, 'return await notes.count()')
      return outcome.error === 'NotAllowedError' ? true : null
    })
    expect(await run(second, `await notes.create({ title: 'late' })`)).toMatchObject({
      error: 'NotAllowedError',
    })
    await board.close()
  })
})
