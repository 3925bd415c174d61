import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fromBase64Url, fromHex, fromUtf8, toBase64Url, toHex, utf8 } from '@/lib/base/bytes'
import { canonicalJson, type Json } from '@/lib/base/json'
import { receiptBytes, receiptOf, signReceipt } from '@/lib/ledger/receipt'
import { ed25519FromSeed } from '@/lib/platform/ed25519'
import { granted, id, makeGrant, NOW } from '../grants/help'

const seed = new Uint8Array(32).fill(7)
const grant = makeGrant({
  claims: [granted('email', 'alias'), granted('bday', 'over:18')],
  withheld: ['tel'],
  purpose: { text: 'Send order 1234', type: 'delivery', policy: 'https://shop.example/privacy' },
  retention: 'P90D',
  nonce: 'n0nce',
  created: NOW,
  ends: NOW + 86_400_000,
})

/** Checks a receipt with Node's own Ed25519, from its JSON text alone, as a server would. */
function verified(text: string): boolean {
  const { body, signature, key } = JSON.parse(text)
  if (body.principal.key !== key) return false
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' })
  return verify(
    null,
    Buffer.from(canonicalJson(body as Json)),
    publicKey,
    Buffer.from(signature, 'base64url'),
  )
}

describe('Ed25519 of a seed', () => {
  // RFC 8032, section 7.1, tests 1 and 2.
  it.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
  ])('gives the key and signature of RFC 8032', async (secret, publicKey, message, signature) => {
    const key = await ed25519FromSeed(fromHex(secret)!)
    expect(toHex(key.publicKey)).toBe(publicKey)
    expect(toHex(await key.sign(fromHex(message)!))).toBe(signature)
  })

  it('refuses a seed of another length', async () => {
    await expect(ed25519FromSeed(new Uint8Array(31))).rejects.toThrow(RangeError)
  })
})

describe('a receipt', () => {
  it('says what was allowed, and no value or record', async () => {
    const { publicKey } = await ed25519FromSeed(seed)
    expect(receiptOf(grant, publicKey)).toEqual({
      standard: 'selfstead-receipt/1',
      record: { id: id(1), created: '2026-05-03T12:00:00.000Z' },
      principal: { key: toBase64Url(publicKey) },
      controller: { origin: 'https://shop.example' },
      purposes: [{ text: 'Send order 1234', type: 'delivery', dpv: 'dpv:DeliveryOfGoods' }],
      data: [
        { claim: 'email', form: 'alias' },
        { claim: 'bday', form: 'over:18' },
      ],
      withheld: ['tel'],
      consent: { status: 'given', mode: 'until', ends: '2026-05-04T12:00:00.000Z' },
      retention: 'P90D',
      policy: 'https://shop.example/privacy',
      withdrawal: 'in-extension',
      request: { hash: 'hash', nonce: 'n0nce' },
    })
    expect(fromUtf8(receiptBytes(receiptOf(grant, publicKey)))).not.toContain(id(900))
  })

  it('names collections as the site does, with fields and actions and no record; without any it says nothing of them', () => {
    const contacts = { collection: 'contacts', actions: ['read' as const], fields: ['name'], newToo: false }
    const locker = {
      collection: 'app:notes@https://shop.example',
      actions: ['create' as const],
      fields: null,
      newToo: true,
    }
    const body = receiptOf(
      makeGrant({ claims: [], collections: [contacts, locker], withheld: ['app:old@https://shop.example'] }),
      utf8('k'),
    )
    expect(body).toMatchObject({
      data: [],
      collections: [
        { collection: 'contacts', actions: ['read'], fields: ['name'] },
        { collection: 'app:notes', actions: ['create'], fields: null },
      ],
      withheld: ['app:old'],
    })
    expect(fromUtf8(receiptBytes(body))).not.toContain('newToo')
    expect(receiptOf(grant, utf8('k'))).not.toHaveProperty('collections')
  })

  it('names the purpose in the DPV only where it is known', async () => {
    const { publicKey } = await ed25519FromSeed(seed)
    const dpv = (type?: string) =>
      receiptOf({ ...grant, purpose: { text: 'x', ...(type && { type }) } }, publicKey).purposes[0]?.dpv
    expect([dpv('dpv:ServiceProvision'), dpv('Payment'), dpv('my own'), dpv('dpv:<b>'), dpv()]).toEqual([
      'dpv:ServiceProvision',
      'dpv:PaymentManagement',
      null,
      null,
      null,
    ])
  })

  it('is verified from its text, and fails with any change', async () => {
    const key = await ed25519FromSeed(seed)
    const receipt = await signReceipt(receiptOf(grant, key.publicKey), key.sign)
    const text = JSON.stringify(receipt)
    expect(verified(text)).toBe(true)
    expect(verified(text.replace('"tel"', '"tex"'))).toBe(false)
    expect(verified(text.replace('n0nce', 'n1nce'))).toBe(false)
    expect(verified(text.replace('shop.example"', 'evil.example"'))).toBe(false)
    expect(fromBase64Url(receipt.signature)).toHaveLength(64)
  })

  it('is the same each time, so that it never needs to be kept to be proven', async () => {
    const key = await ed25519FromSeed(seed)
    const one = await signReceipt(receiptOf(grant, key.publicKey), key.sign)
    const two = await signReceipt(receiptOf(grant, key.publicKey), key.sign)
    expect(two).toEqual(one)
    expect(one.signature).toBe(
      'rVhQTikEN9JiBlQBJ2_MCjgyBOvmLVcSnkiTn_ltmiPjgps903Y3B-MRGK8Qkdk2VwKzwgQKHpKwD4IdOk5lBA',
    )
  })

  it('signs bytes that another implementation can make', () => {
    expect(receiptBytes({ ...receiptOf(makeGrant({ ends: null }), utf8('k')) })).toEqual(
      utf8(
        '{"consent":{"ends":null,"mode":"until","status":"given"},"controller":{"origin":"https://shop.example"},' +
          '"data":[{"claim":"email","form":"full"},{"claim":"shipping street-address","form":"full"}],"policy":null,' +
          `"principal":{"key":"aw"},"purposes":[{"dpv":null,"text":"Send order 1234","type":null}],` +
          `"record":{"created":"2026-05-03T11:59:59.000Z","id":"${id(1)}"},"request":{"hash":"hash","nonce":null},` +
          '"retention":null,"standard":"selfstead-receipt/1","withdrawal":"in-extension","withheld":[]}',
      ),
    )
  })
})
