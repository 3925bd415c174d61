import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPage, type FakePage, GRANT, REQUEST } from './fake-page'

let page: FakePage
beforeEach(() => {
  page = createPage()
})
afterEach(() => page.close())

describe('discover', () => {
  it('is null when nothing answers in time, and says only that somebody looks', async () => {
    page.extension.there = false
    expect(await page.discover({ timeout: 40 })).toBeNull()
    expect(new Set(page.posted.map((one) => JSON.stringify(one)))).toEqual(
      new Set(['[{"selfstead":1},"https://shop.example"]']),
    )
  })

  it('waits without end and resolves when the extension comes later', async () => {
    page.extension.there = false
    const found = page.discover({ timeout: Number.POSITIVE_INFINITY })
    await new Promise((resolve) => setTimeout(resolve, 60))
    page.extension.there = true
    expect(await found).not.toBeNull()
  })

  it('asks again at once when the page is focused', async () => {
    page.extension.there = false
    const found = page.discover({ timeout: Number.POSITIVE_INFINITY })
    // Between the fourth hello, some 350 ms after the first, and the fifth: two within 20 ms are one.
    await vi.waitFor(() => expect(page.posted.length).toBe(4), 5_000)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const before = page.posted.length
    page.fire('focus')
    expect(page.posted.length).toBe(before + 1)
    page.extension.there = true
    page.fire('pointerup')
    await found
  })

  it('ends with the reason of its signal, before and during', async () => {
    page.extension.there = false
    await expect(page.discover({ signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
    expect(page.posted).toEqual([])
    const controller = new AbortController()
    const found = page.discover({ timeout: Number.POSITIVE_INFINITY, signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(found).rejects.toThrow('enough')
  })

  it('gives the same vault to a thousand that look at once', async () => {
    const vaults = await Promise.all(Array.from({ length: 1_000 }, () => page.discover({ timeout: 5_000 })))
    expect(new Set(vaults).size).toBe(1)
    // Not one for each: a busy machine takes its time over a thousand, in which hello is said again.
    expect(page.posted.length).toBeLessThan(50)
  })

  it('is importable and null where there is no page', async () => {
    const { discover } = await import('@/lib/sdk/index')
    expect(await discover()).toBeNull()
  })
})

describe('calls', () => {
  it('carries a request and gives its grant', async () => {
    const grant = await (await page.vault()).request(REQUEST)
    expect(page.extension.calls[0]).toMatchObject({
      verb: 'request',
      request: { ...REQUEST, access: 'once' },
    })
    expect(page.extension.calls[0]?.id).toMatch(/^[A-Za-z0-9_-]{21}[AQgw]$/)
    expect(grant.data).toEqual(GRANT.data)
    expect(grant.withheld).toEqual(['tel'])
    expect(grant.state).toBe('granted')
    expect(Object.isFrozen(grant.data)).toBe(true)
  })

  it('reads, gives back and tells of changes', async () => {
    const grant = await (await page.vault()).request(REQUEST)
    const states: string[] = []
    grant.addEventListener('change', () => states.push(grant.state))
    expect(await grant.read(['email'])).toEqual(GRANT.data)
    page.extension.ports[0]?.postMessage({ event: 'change', grant: GRANT.grant, state: 'paused' })
    page.extension.ports[0]?.postMessage({ event: 'change', grant: GRANT.grant, state: 'nonsense' })
    page.extension.ports[0]?.postMessage({ event: 'change', grant: 'another', state: 'expired' })
    await grant.revoke()
    await grant.revoke()
    expect(states).toEqual(['paused', 'revoked'])
    expect(page.extension.calls.filter(({ verb }) => verb === 'revoke')).toHaveLength(1)
  })

  it('is expired once its end has passed, whatever was last heard', async () => {
    page.extension.answer = ({ id }) => ({ id, ok: { ...GRANT, expires: '2020-01-01T00:00:00.000Z' } })
    expect((await (await page.vault()).request(REQUEST)).state).toBe('expired')
  })

  it('keeps a thousand parallel calls apart', async () => {
    page.extension.answer = ({ id, claims }, port) => {
      setTimeout(
        () => port.postMessage({ id, ok: (claims as string[])[0] === 'email' ? 'granted' : 'prompt' }),
        Math.random() * 30,
      )
    }
    const vault = await page.vault()
    const wanted = Array.from({ length: 1_000 }, (_, i) => (i % 3 === 0 ? 'email' : 'tel'))
    const answers = await Promise.all(wanted.map((claim) => vault.query({ claims: [claim as 'email'] })))
    expect(answers).toEqual(wanted.map((claim) => (claim === 'email' ? 'granted' : 'prompt')))
  })

  it('cancels when its signal ends it, and takes no late answer', async () => {
    page.extension.answer = () => undefined
    const vault = await page.vault()
    const controller = new AbortController()
    const waiting = vault.request(REQUEST, { signal: controller.signal })
    await expect.poll(() => page.extension.calls.length).toBe(1)
    controller.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    await expect
      .poll(() => page.extension.calls[1])
      .toMatchObject({ verb: 'cancel', target: page.extension.calls[0]?.id })
    page.extension.ports[0]?.postMessage({ id: page.extension.calls[0]?.id, ok: GRANT })
    const sent = page.extension.calls.length
    await expect(vault.request(REQUEST, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect(page.extension.calls.length).toBe(sent)
  })

  it('maps errors to the closed list', async () => {
    const vault = await page.vault()
    const fail = async (error: unknown) => {
      page.extension.answer = ({ id }) => ({ id, error })
      return vault.query({ claims: ['email'] }).then(
        () => null,
        (problem: Error) => problem,
      )
    }
    for (const name of [
      'NotAllowedError',
      'AbortError',
      'SecurityError',
      'InvalidStateError',
      'QuotaExceededError',
    ]) {
      expect(await fail({ name, message: 'm' })).toSatisfy(
        (one) => one instanceof DOMException && one.name === name,
      )
    }
    expect(await fail({ name: 'TypeError', message: 'm' })).toBeInstanceOf(TypeError)
    for (const odd of [null, 7, {}, { name: 'EvilError', message: {} }]) {
      expect(await fail(odd)).toMatchObject({ name: 'NotAllowedError' })
    }
  })
})

describe('an extension that answers nonsense', () => {
  const odd: readonly unknown[] = [
    null,
    'x',
    7,
    [],
    {},
    { ...GRANT, grant: 7 },
    { ...GRANT, data: null },
    { ...GRANT, data: 'x' },
    { ...GRANT, data: { 'cc-number': '4111' } },
    { ...GRANT, data: JSON.parse('{"__proto__":{"polluted":1}}') },
    { ...GRANT, withheld: 'tel' },
    { ...GRANT, withheld: ['cc-csc'] },
    { ...GRANT, withheld: null },
    { ...GRANT, expires: 'soon' },
    { ...GRANT, expires: 7 },
    { ...GRANT, expires: undefined },
    { ...GRANT, state: 'allowed' },
  ]
  it.each(odd.map((ok) => [JSON.stringify(ok), ok]))('ends the request: %s', async (_, ok) => {
    page.extension.answer = ({ id }) => ({ id, ok })
    await expect((await page.vault()).request(REQUEST)).rejects.toMatchObject({ name: 'AbortError' })
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('takes neither an answer without content nor one to nobody', async () => {
    page.extension.answer = ({ id }, port) => {
      for (const junk of [null, 7, 'x', [], { id: 'another', ok: GRANT }, { ok: GRANT }, { id: {} }])
        port.postMessage(junk)
      port.postMessage({ id })
    }
    await expect((await page.vault()).request(REQUEST)).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('refuses a read that brings claims which were not read', async () => {
    const grant = await (await page.vault()).request(REQUEST)
    await expect(grant.read(['tel'])).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('a port that dies', () => {
  it('asks a waiting call again under its id when the extension is back', async () => {
    page.extension.answer = () => undefined
    const vault = await page.vault()
    const waiting = vault.request(REQUEST)
    await expect.poll(() => page.extension.calls.length).toBe(1)
    page.extension.vanish()
    page.extension.answer = ({ id }) => ({ id, ok: GRANT })
    page.extension.there = true
    expect((await waiting).data).toEqual(GRANT.data)
    expect(page.extension.calls).toHaveLength(2)
    expect(page.extension.calls[1]).toEqual(page.extension.calls[0])
  })

  it('ends a waiting call when the extension stays away', { timeout: 15_000 }, async () => {
    page.extension.answer = () => undefined
    const waiting = (await page.vault()).request(REQUEST)
    await expect.poll(() => page.extension.calls.length).toBe(1)
    page.extension.vanish()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('gives a call up that kills every port it is sent over', { timeout: 15_000 }, async () => {
    const vault = await page.vault()
    page.extension.answer = (_, port) => {
      port.close()
    }
    await expect(vault.request(REQUEST)).rejects.toMatchObject({ name: 'AbortError' })
    expect(page.extension.calls).toHaveLength(5)
  })

  it('ends what waits when the document goes away, and works again when it comes back', async () => {
    page.extension.answer = () => undefined
    const vault = await page.vault()
    const waiting = vault.request(REQUEST)
    page.fire('pagehide')
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    page.extension.answer = ({ id }) => ({ id, ok: 'granted' })
    expect(await vault.query({ claims: ['email'] })).toBe('granted')
  })
})
