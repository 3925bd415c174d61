import { expect, it } from 'vitest'
import { toBase64Url } from '@/lib/base/bytes'
import { receiptOf, signReceipt } from '@/lib/ledger/receipt'
import { createMock } from '@/lib/sdk/mock'
import { verifyReceipt } from '@/lib/sdk/verify'
import { REQUEST } from './fake-page'

const table = { email: 'ada@lovelace.example', bday: { form: 'over:18', value: true }, tel: null } as const

async function vaultOf(mock: ReturnType<typeof createMock>) {
  const vault = await mock.discover()
  if (!vault) throw new Error('not found')
  return vault
}

it('a mock gives what the table has and withholds the rest', async () => {
  const mock = createMock(table)
  const vault = await vaultOf(mock)
  expect(await vault.query({ claims: ['email'] })).toBe('prompt')
  const grant = await vault.request({
    ...REQUEST,
    claims: { email: { required: true }, tel: {}, bday: { accepts: ['over:18'] } },
    nonce: 'n1',
  })
  expect(grant.data).toEqual({ email: table.email, bday: table.bday })
  expect(grant.withheld).toEqual(['tel'])
  expect(await vault.query({ claims: ['email'] })).toBe('granted')
  expect(mock.requests).toHaveLength(1)
  expect(await verifyReceipt(grant.receipt, { nonce: 'n1', origin: 'https://shop.example' })).toMatchObject({
    withheld: ['tel'],
  })

  const states: string[] = []
  grant.addEventListener('change', () => states.push(grant.state))
  mock.pause()
  await expect(grant.read()).rejects.toMatchObject({ name: 'NotAllowedError' })
  mock.resume()
  expect(await grant.read(['email'])).toEqual({ email: table.email })
  mock.revoke()
  await expect(grant.read()).rejects.toMatchObject({ name: 'NotAllowedError' })
  expect(states).toEqual(['paused', 'granted', 'revoked'])
})

it('a mock narrows, and ends earlier, as a person does', async () => {
  const mock = createMock({ ...table, tel: '+442079460018' })
  const grant = await (await vaultOf(mock)).request({
    ...REQUEST,
    collections: { 'app:notes': { actions: ['read'] } },
    access: { for: 'P30D' },
  })
  const states: string[] = []
  grant.addEventListener('change', ({ detail }) => states.push(detail.state))
  await grant.read()
  expect(grant.collections).toHaveLength(1)
  mock.narrow('tel', 'app:notes')
  await expect.poll(() => states).toEqual(['granted'])
  expect(await grant.read()).toEqual({ email: table.email })
  expect([grant.withheld, grant.collections]).toEqual([['tel'], []])
  await expect(grant.read(['tel'])).rejects.toMatchObject({ name: 'NotAllowedError' })
  mock.endAt('2999-01-01T00:00:00.000Z')
  const end = new Date(Date.now() + 200).toISOString()
  mock.endAt(end)
  await expect.poll(() => states).toEqual(['granted', 'granted', 'granted', 'expired'])
  expect([grant.expires, grant.state]).toEqual([end, 'expired'])
  await expect(grant.read()).rejects.toMatchObject({ name: 'NotAllowedError' })
})

it('a mock can refuse, lack what is required, and be absent', async () => {
  await expect(
    (await vaultOf(createMock(table, { person: 'refuse' }))).request(REQUEST),
  ).rejects.toMatchObject({ name: 'NotAllowedError' })
  await expect((await vaultOf(createMock({ tel: '+44' }))).request(REQUEST)).rejects.toMatchObject({
    name: 'NotAllowedError',
  })
  await expect((await vaultOf(createMock(table))).request({} as never)).rejects.toBeInstanceOf(TypeError)
  expect(await createMock(table, { person: 'absent' }).discover({ timeout: 20 })).toBeNull()
})

it('verifies what the extension signs, and nothing that was changed', async () => {
  const { privateKey, publicKey } = (await crypto.subtle.generateKey('Ed25519', true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))
  const grant = {
    id: 'AAAAAAAAAAAAAAAAAAAAAA',
    origin: 'https://shop.example',
    withheld: ['tel'],
    purpose: { text: 'Send' },
    created: 1_700_000_000_000,
    claims: [{ claim: 'email', collection: 'emails', record: 'AAAAAAAAAAAAAAAAAAAAAA', form: 'alias' }],
    mode: 'until',
    ends: null,
    requestHash: 'h',
    nonce: 'n',
  } as const
  const receipt = await signReceipt(
    receiptOf(grant, raw),
    async (bytes) =>
      new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, bytes as Uint8Array<ArrayBuffer>)),
  )
  expect(await verifyReceipt(receipt, { nonce: 'n', origin: 'https://shop.example' })).toMatchObject({
    data: [{ claim: 'email', form: 'alias' }],
  })
  expect(await verifyReceipt(JSON.parse(JSON.stringify(receipt)))).not.toBeNull()

  const { body, signature, key } = receipt
  const flipped = new Uint8Array(Buffer.from(signature, 'base64url'))
  flipped[3] = (flipped[3] ?? 0) ^ 1
  const bad: readonly (readonly [unknown, object?])[] = [
    [null],
    [undefined],
    ['x'],
    [{}],
    [{ body, key }],
    [{ body, signature }],
    [{ body, signature: 'x', key }],
    [{ body, signature, key: 'x' }],
    [{ body: { ...body, withheld: [] }, signature, key }],
    [{ body, signature: toBase64Url(flipped), key }],
    [{ body, signature, key: toBase64Url(new Uint8Array(32).fill(7)) }],
    [{ body: { ...body, principal: { key: toBase64Url(new Uint8Array(32).fill(7)) } }, signature, key }],
    [{ body: { ...body, standard: 'selfstead-receipt/2' }, signature, key }],
    [receipt, { nonce: 'another' }],
    [receipt, { origin: 'https://shop.example.org' }],
  ]
  for (const [value, expected] of bad)
    expect(await verifyReceipt(value, expected), JSON.stringify(value)).toBeNull()
})
