import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparedWords, invitationText, invite, readInvitation } from '@/lib/replication/invitation'

const key = new Uint8Array(32).fill(7)
const places = [{ kind: 'webdav', address: 'https://dav.example/', user: 'ada', secret: 'with spaces ' }]
const NOW = 1_790_000_000_000
const HOUR = 3_600_000

describe('an invitation', () => {
  const text = invitationText(invite(key, places, NOW))

  it('says where, with what, and until when, also with space around it', () => {
    const found = readInvitation(`  ${text}\n`, NOW + 1)
    expect(found).toMatchObject({ ok: true, value: { places, expires: NOW + HOUR } })
  })

  it('is of no use after an hour, a second time, or with an end that nobody gave', () => {
    expect(readInvitation(text, NOW + HOUR)).toEqual({ ok: false, reason: 'expired' })
    expect(readInvitation(text, NOW - 1)).toEqual({ ok: false, reason: 'expired' })
    expect(readInvitation(text, NOW, () => true)).toEqual({ ok: false, reason: 'used' })
  })

  it('is refused where it is something else, newer, cut or altered', () => {
    expect(readInvitation('otpauth://x', NOW)).toEqual({ ok: false, reason: 'foreign' })
    expect(readInvitation(text.replace(':1:', ':2:'), NOW)).toEqual({ ok: false, reason: 'newer' })
    for (let length = 20; length < text.length; length += 3)
      expect(readInvitation(text.slice(0, length), NOW).ok).toBe(false)
    expect(readInvitation(`${text}${'A'.repeat(9_000)}`, NOW)).toEqual({ ok: false, reason: 'damaged' })
  })

  it('never throws, whatever is read', () => {
    fc.assert(fc.property(fc.string(), (more) => !readInvitation(`selfstead-device:1:${more}`, NOW).ok))
  })
})

describe('the words to compare', () => {
  const [one, other] = [new Uint8Array(64).fill(1), new Uint8Array(64).fill(2)]

  it('are four, the same on both, and others for any other key', () => {
    const words = comparedWords(key, one, other)
    expect(words).toHaveLength(4)
    expect(comparedWords(key, other, one)).toEqual(words)
    expect(comparedWords(key, one, new Uint8Array(64).fill(3))).not.toEqual(words)
    expect(comparedWords(new Uint8Array(32), one, other)).not.toEqual(words)
  })
})
