import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pause } from './polling'

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Longer than anything takes that is made here. */
const LONGEST = 170_000

/**
 * A folder that several processes want and the first to come makes: `make` fills a folder of another name, which gets this one
 * when it is whole. The others wait. Who ended before it was whole leaves the making to the next.
 */
export async function madeOnce(folder: string, make: (unfinished: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  const claim = `${folder}.maker`
  for (const end = Date.now() + LONGEST; !(await isThere(folder)); await pause(100)) {
    if (Date.now() > end) throw new Error(`${folder} was not made in time`)
    if (!(await claimed(claim))) continue
    try {
      // Whoever made it may have done so between the look and the claim.
      if (await isThere(folder)) return
      const unfinished = `${folder}.new`
      await rm(unfinished, { recursive: true, force: true, maxRetries: 5 })
      await make(unfinished)
      await rename(unfinished, folder)
    } finally {
      await rm(claim, { force: true })
    }
  }
}

/** Whether it is ours to make. A claim of a process that is gone counts no more. */
async function claimed(claim: string): Promise<boolean> {
  try {
    await writeFile(claim, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    const maker = Number(await readFile(claim, 'utf8').catch(() => ''))
    if (maker > 0 && !isAlive(maker)) await rm(claim, { force: true })
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
