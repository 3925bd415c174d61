import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { madeOnce } from './once'
import { pause } from './polling'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'selfstead-once-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('a folder that several want is made by one, and whole when the others go on', async () => {
  const wanted = join(folder, 'below', 'one')
  let made = 0
  const want = async (): Promise<string> => {
    await madeOnce(wanted, async (unfinished) => {
      made++
      await mkdir(unfinished)
      await pause(250)
      await writeFile(join(unfinished, 'word'), 'whole')
    })
    return readFile(join(wanted, 'word'), 'utf8')
  }
  expect(await Promise.all([want(), want(), want()])).toEqual(['whole', 'whole', 'whole'])
  expect(made).toBe(1)
})

it('who fails or is gone leaves the making to the next', async () => {
  const wanted = join(folder, 'two')
  const fails = madeOnce(wanted, async (unfinished) => {
    await mkdir(unfinished)
    throw new Error('no')
  })
  await expect(fails).rejects.toThrow('no')
  // No process has the highest number that the system can give and one more.
  await writeFile(`${wanted}.maker`, String(2 ** 30))
  await madeOnce(wanted, async (unfinished) => {
    await mkdir(unfinished)
    await writeFile(join(unfinished, 'word'), 'whole')
  })
  expect(await readFile(join(wanted, 'word'), 'utf8')).toBe('whole')
})
