import { decodeQR } from 'qr/decode.js'
import { describe, expect, test } from 'vitest'
import { drawn, fitsPicture } from '@/entrypoints/dashboard/state/drawn-code'
import { invitationText, invite, readInvitation } from '@/lib/replication/invitation'

const NOW = 1_790_000_000_000

/** The picture as a screen shows it: each module so many pixels wide. */
function seen(text: string, scale: number) {
  const { size, path } = drawn(text)
  const width = size * scale
  const data = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++)
      for (let column = Number(x) * scale; column < (Number(x) + Number(run)) * scale; column++)
        data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3)
  }
  return { width, height: width, data }
}

const place = (at: number) => ({
  kind: 's3',
  address: `https://store-${at}.eu-central-1.example.com`,
  bucket: `a-bucket-of-mine-${at}`,
  region: 'eu-central-1',
  keyId: 'AKIAIOSFODNN7EXAMPLE',
  secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  style: 'path',
})

describe('the picture of an invitation', () => {
  test.each([1, 2, 3])('to %i places is read back as it was', (count) => {
    const places = Array.from({ length: count }, (_, at) => place(at))
    const text = invitationText(invite(new Uint8Array(32).fill(9), places, NOW))
    expect(fitsPicture(text)).toBe(true)
    const read = decodeQR(seen(text, 3))
    expect(read).toBe(text)
    expect(readInvitation(read, NOW)).toMatchObject({ ok: true, value: { places } })
  })

  test('to very many places is none: no camera reads what is finer', () => {
    const places = Array.from({ length: 12 }, (_, at) => place(at))
    expect(fitsPicture(invitationText(invite(new Uint8Array(32), places, NOW)))).toBe(false)
  })
})
