import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { utf8 } from '@/lib/base/bytes'
import { sourceOf } from '@/lib/exchange/source'
import { ageHere } from '../support/age-here'
import { collect } from '../support/unpack-zip'
import { files, packZip } from './made-archive'

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
}

const openAge = async (file: Uint8Array, passphrase: string) => {
  const opened = await ageHere.open(sourceOf(file), passphrase)
  return opened.ok ? { ok: true, value: await opened.value.read(0, opened.value.size) } : opened
}

describe('age', () => {
  /** Made once: scrypt is meant to be slow. */
  let sealed: Uint8Array
  beforeAll(async () => {
    sealed = await collect(ageHere.encrypt(inPieces(await packZip(await files())), 'right'))
  })

  test('as a text it may be half a gigabyte, as it is read in one go', async () => {
    const armored = utf8('-----BEGIN AGE ENCRYPTED FILE-----')
    const asked: number[] = []
    const source = {
      size: 512 * 1024 * 1024 + 1,
      async read(from: number, to: number) {
        asked.push(to - from)
        return armored.subarray(from, to)
      },
    }
    expect(await ageHere.open(source, 'right')).toEqual({ ok: false, reason: 'too-large' })
    expect(asked).toEqual([64])
  })

  test('the age tool opens what we encrypt, and unzip finds the archive whole', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'selfstead-age-'))
    writeFileSync(join(folder, 'export.age'), sealed)
    // age reads a passphrase from a terminal only, so script(1) gives it one.
    const command = `age -d -o ${join(folder, 'export.zip')} ${join(folder, 'export.age')}`
    const run = spawnSync('script', ['-qec', command, '/dev/null'], { input: 'right\n', timeout: 60_000 })
    expect(run.status, String(run.stdout)).toBe(0)
    expect(execFileSync('unzip', ['-t', join(folder, 'export.zip')], { encoding: 'utf8' })).toContain(
      'No errors detected',
    )
    expect(
      execFileSync('unzip', ['-p', join(folder, 'export.zip'), 'records/names.json'], { encoding: 'utf8' }),
    ).toContain('Ada Lovelace')
  })

  test('a wrong passphrase, a cut file and a foreign file are told apart', async () => {
    expect(await openAge(sealed, 'wrong')).toEqual({ ok: false, reason: 'wrong-passphrase' })
    expect(await openAge(sealed.subarray(0, -3), 'right')).toEqual({ ok: false, reason: 'truncated' })
    expect(await openAge(sealed.subarray(0, 60), 'right')).toEqual({ ok: false, reason: 'truncated' })
    const opened = await openAge(sealed, 'right')
    expect(opened.ok && opened.value).toEqual(await packZip(await files()))
  })

  test('a file that asks for hours of work is refused before any is done', async () => {
    const costly = fromLatin(sealed).replace(/^(-> scrypt \S+ )18$/m, '$130')
    expect(await openAge(toLatin(costly), 'right')).toEqual({ ok: false, reason: 'too-large' })
  })

  test('a header of thousands of stanzas is refused', async () => {
    const header = `age-encryption.org/v1\n${'-> X25519 abc\nabc\n'.repeat(3_000)}--- abc\n`
    expect((await openAge(utf8(header), 'right')).ok).toBe(false)
  })
})

function fromLatin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

function toLatin(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'))
}
