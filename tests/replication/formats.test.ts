import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHex, toBase64Url, toHex } from '@/lib/base/bytes'
import { deriveKey32 } from '@/lib/crypto/keys'
import { encodeSlotTable } from '@/lib/crypto/slots'
import { wrapForPhrase } from '@/lib/crypto/wrap'
import { ed25519FromSeed, ed25519Verify } from '@/lib/platform/ed25519'
import { x25519FromSeed } from '@/lib/platform/x25519'
import type { Stamp } from '@/lib/records/record'
import {
  ATTACHMENT_LIMIT,
  attachmentName,
  attachmentsTag,
  attachmentTag,
  openAttachment,
  parseAttachmentName,
  sealAttachment,
} from '@/lib/replication/attachment'
import { deriveObjectKey } from '@/lib/replication/envelope'
import { firstEpoch, wrapEpoch } from '@/lib/replication/epochs'
import {
  commitmentOf,
  grantKey,
  meetingOf,
  meetingWords,
  openMessage,
  parseMessageName,
  sealMessage,
} from '@/lib/replication/meeting'
import type { Naming } from '@/lib/replication/naming'
import {
  deriveNameKeys,
  objectHash,
  parseSlotsName,
  slotsName,
  vaultTag,
} from '@/lib/replication/object-name'
import { encodeRecovery, parseRecovery, recoverySeed } from '@/lib/replication/recovery'

/** What is frozen: everything a reader that somebody else wrote would meet, from fixed keys and counted randomness. */
const FILE = new URL('../vectors/replication/joining.json', import.meta.url)
const SECOND = new URL('../vectors/replication/attachment-2.json', import.meta.url)
const root = new Uint8Array(32).fill(7)
const base = deriveKey32(root, 'replicas')
const vaultId = new Uint8Array(16).fill(9)
const device = new Uint8Array(16).fill(4)
const blob = toBase64Url(new Uint8Array(16).fill(12))
const names = deriveNameKeys(base)
const vault = vaultTag(names, vaultId)
const tag = attachmentsTag(names, vaultId)

const naming = (id: string): Naming => ({
  collection: 'files',
  id,
  field: 'file',
  stamp: `0195a00000000001-${toBase64Url(device)}` as Stamp,
})
const context = { vaultId, vaultTag: vault, tag }
const keys = [deriveObjectKey(firstEpoch(base))]
const ring = { keys, unwrap: async () => null }

function counting() {
  let next = 0
  return (length: number) => Uint8Array.from({ length }, () => next++ & 0xff)
}

async function produce() {
  const { publicKey, sign } = await ed25519FromSeed(new Uint8Array(32).fill(1))
  const part = {
    author: toBase64Url(device),
    key: publicKey,
    id: blob,
    part: 0,
    parts: 2,
    namings: [naming('a record')],
    bytes: new Uint8Array(40).fill(8),
  }
  const sealed = await sealAttachment({ key: firstEpoch(base), wraps: [] }, context, part, sign, counting())
  const place = { attachment: attachmentTag(names, blob), part: 0, parts: 2 }

  const entropy = new Uint8Array(32).fill(21)
  const phrase = await x25519FromSeed(recoverySeed(entropy))
  const slot = wrapForPhrase({ vaultId, root, now: 1_790_000_000_000, random: counting() }, entropy)
  const table = encodeSlotTable({ vaultId, generation: 3, slots: [slot] }, root)
  const once = await x25519FromSeed(new Uint8Array(32).fill(3))
  const wrapping = { vaultId, device: toBase64Url(slot.id) }
  const wrap = await wrapEpoch(new Uint8Array(32).fill(11), wrapping, phrase.publicKey, once, counting())
  const recovery = encodeRecovery({ table, wraps: [wrap] })

  const meeting = meetingOf(new Uint8Array(32).fill(13))
  const [host, newcomer] = [
    await x25519FromSeed(new Uint8Array(32).fill(14)),
    await x25519FromSeed(new Uint8Array(32).fill(15)),
  ]
  const coming = {
    device: toBase64Url(device),
    key: publicKey,
    exchange: phrase.publicKey,
    once: newcomer.publicKey,
    nonce: new Uint8Array(32).fill(16),
    name: 'a device',
  }
  const hosting = { once: host.publicKey, nonce: new Uint8Array(32).fill(17) }
  const sides = { host: host.publicKey, newcomer: newcomer.publicKey, other: newcomer.publicKey }
  const message = sealMessage(meeting, 'hello', { commitment: toBase64Url(commitmentOf(coming)) }, counting())
  return {
    attachment: { name: attachmentName(names, tag, place, sealed.hash), bytes: toHex(sealed.bytes) },
    recovery: {
      name: slotsName(vault, 3 * 65_536 + 1, recovery),
      bytes: toHex(recovery),
      exchange: toHex(phrase.publicKey),
    },
    meeting: {
      tag: meeting.tag,
      commitment: toHex(commitmentOf(coming)),
      words: meetingWords(meeting, hosting, coming).join(' '),
      grantKey: toHex(await grantKey(meeting, host, sides)),
      hello: { name: message.name, bytes: toHex(message.bytes) },
    },
  }
}

type Frozen = Awaited<ReturnType<typeof produce>>
/** Version 1 of an attachment's part, and everything else. */
const before = JSON.parse(readFileSync(FILE, 'utf8')) as Frozen
const frozen: Frozen = {
  ...before,
  ...(JSON.parse(readFileSync(SECOND, 'utf8')) as Pick<Frozen, 'attachment'>),
}
const bytes = (text: string) => fromHex(text) as Uint8Array

async function opened(name: string, raw: Uint8Array) {
  const parsed = parseAttachmentName(names, tag, name)
  return parsed ? openAttachment(ring, names, context, parsed, raw, ed25519Verify) : { problem: 'no name' }
}

describe('the bytes of attachments, of what the phrase opens, and of a meeting', () => {
  it('are frozen', async () => {
    expect(await produce()).toEqual(frozen)
  })

  it('open, with what they say', async () => {
    const found = await opened(frozen.attachment.name, bytes(frozen.attachment.bytes))
    const part = { id: blob, part: 0, parts: 2, author: toBase64Url(device) }
    expect(found).toMatchObject({ part: { ...part, namings: [naming('a record')] } })
    // Of version 1 nobody learns what names it.
    const first = await opened(before.attachment.name, bytes(before.attachment.bytes))
    expect(first).toMatchObject({ part: { ...part, namings: [], bytes: new Uint8Array(40).fill(8) } })
    const recovery = parseRecovery(bytes(frozen.recovery.bytes))
    expect(recovery).toMatchObject({ wraps: [expect.any(Uint8Array)] })
    expect(parseSlotsName(frozen.recovery.name)).toMatchObject({ generation: 196_609, vaultTag: vault })
    const meeting = meetingOf(new Uint8Array(32).fill(13))
    const name = parseMessageName(meeting, frozen.meeting.hello.name)
    expect(name && openMessage(meeting, name, bytes(frozen.meeting.hello.bytes))).toMatchObject({
      commitment: toBase64Url(bytes(frozen.meeting.commitment)),
    })
  })

  it('with any flipped bit or cut are nobody’s', async () => {
    const whole = bytes(frozen.attachment.bytes)
    const message = bytes(frozen.meeting.hello.bytes)
    const meeting = meetingOf(new Uint8Array(32).fill(13))
    const name = parseMessageName(meeting, frozen.meeting.hello.name)
    for (let at = 0; at < whole.length; at += 7) {
      const flipped = whole.slice()
      flipped[at] = (flipped[at] as number) ^ (1 << (at & 7))
      expect(await opened(frozen.attachment.name, flipped)).toEqual({ problem: 'altered' })
      expect(await opened(frozen.attachment.name, whole.slice(0, at))).toEqual({ problem: 'altered' })
    }
    for (let at = 0; at < message.length; at++) {
      const flipped = message.slice()
      flipped[at] = (flipped[at] as number) ^ 1
      expect(name && openMessage(meeting, name, flipped)).toBeNull()
    }
  })

  it('of a newer version are told from what is damaged', async () => {
    const later = bytes(frozen.recovery.bytes).slice()
    later[4] = 2
    expect(parseRecovery(later)).toBe('newer')
    expect(parseRecovery(bytes(frozen.recovery.bytes).slice(1))).toBeNull()

    const newer = bytes(frozen.attachment.bytes).slice()
    newer[4] = 3
    const place = { attachment: attachmentTag(names, blob), part: 0, parts: 2 }
    expect(await opened(attachmentName(names, tag, place, objectHash(newer)), newer)).toEqual({
      problem: 'newer',
    })
  })

  it('of another vault, or another part, open nowhere else', async () => {
    const raw = bytes(frozen.attachment.bytes)
    const other = attachmentName(
      names,
      tag,
      { attachment: attachmentTag(names, blob), part: 1, parts: 2 },
      objectHash(raw),
    )
    expect(await opened(other, raw)).toEqual({ problem: 'false' })
    expect(parseAttachmentName(names, 'a'.repeat(32), frozen.attachment.name)).toBeNull()
    const foreign = { ...context, vaultTag: 'b'.repeat(32) }
    const parsed = parseAttachmentName(names, tag, frozen.attachment.name)
    if (!parsed) throw new Error('no name')
    expect(await openAttachment(ring, names, foreign, parsed, raw, ed25519Verify)).toEqual({
      problem: 'sealed-otherwise',
    })
  })

  it('no part is longer than is read', async () => {
    const { sign, publicKey } = await ed25519FromSeed(new Uint8Array(32).fill(1))
    const namings = Array.from({ length: 256 }, (_, at) => naming(`record ${at}`))
    const part = {
      author: toBase64Url(device),
      key: publicKey,
      id: blob,
      part: 0,
      parts: 1,
      namings,
      bytes: new Uint8Array(534_000),
    }
    const wraps = Array.from({ length: 256 }, () => new Uint8Array(140))
    const made = await sealAttachment({ key: firstEpoch(base), wraps }, context, part, sign, counting())
    expect(made.bytes.length).toBeLessThanOrEqual(ATTACHMENT_LIMIT)
  })

  it('any name that nobody with the keys made is nobody’s', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 80, maxLength: 80 }), (digits) => {
        const hex = digits.map((digit) => digit.toString(16)).join('')
        expect(parseAttachmentName(names, tag, `v1/${tag}/${hex.slice(0, 48)}-${hex.slice(48)}`)).toBeNull()
      }),
    )
  })
})
