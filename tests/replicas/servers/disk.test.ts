import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pathOf } from '@/lib/replicas/names'
import type { Replica } from '@/lib/replicas/replica'
import { openDisplay } from '../../../scripts/lib/display.mjs'
import { hasCommand } from '../../../scripts/lib/install.mjs'
import { fillFolder } from '../../support/servers/fill'
import { contract, listed, problemOf, random, type Subject, signal } from '../contract'
import { type ChromiumPage, openChromiumPage } from './chromium-page'

/** A folder of the disk, as a person picks one, in a Chromium that has windows: it asks them before it writes there. */

const isHere = hasCommand('Xvfb') && hasCommand('openbox') && hasCommand('xdotool')
if (!isHere) process.stderr.write('The tests of a folder are skipped: they need xvfb, openbox and xdotool.\n')

let screen: Awaited<ReturnType<typeof openDisplay>>
let page: ChromiumPage
beforeAll(async () => {
  if (!isHere) return
  screen = await openDisplay()
  page = await openChromiumPage({ display: screen.name })
})
afterAll(async () => {
  await page?.close()
  screen?.close()
})

async function folderSubject(): Promise<Subject & { readonly path: string }> {
  const path = mkdtempSync(join(tmpdir(), 'selfstead-folder-'))
  const close = async () => rmSync(path, { recursive: true, force: true })
  // The question takes keys only after a moment, so it is answered again until it is gone.
  let isAnswered = false
  const answer = async () => {
    for (let tries = 0; tries < 20 && !isAnswered; tries++) {
      await pause(1_500)
      if (!isAnswered)
        execFileSync('xdotool', ['key', 'Tab', 'Return'], { env: { ...process.env, DISPLAY: screen.name } })
    }
  }
  try {
    const replica = await page.dropFolder(path, answer)
    return {
      path,
      replica,
      withWrongCredentials: null,
      atWrongPlace: null,
      fill: (names) => fillFolder(path, names.map(pathOf)),
      power: null,
      close,
    }
  } catch (error) {
    await close()
    throw error
  } finally {
    isAnswered = true
  }
}

contract('a folder of the disk', folderSubject, isHere)

describe.runIf(isHere)('a folder that another program carries', () => {
  let subject: Subject & { readonly path: string }
  let replica: Replica
  beforeAll(async () => {
    subject = await folderSubject()
    replica = subject.replica
  })
  afterAll(async () => subject?.close())

  it('never sees half an object under its name', async () => {
    const size = 2_000_000
    const folder = join(subject.path, 'v1', 'vault')
    mkdirSync(folder, { recursive: true })
    let isDone = false
    const puts = Promise.all(
      Array.from({ length: 12 }, (_, number) =>
        replica.put(`v1/vault/device/${number}-f`, random(size), signal),
      ),
    ).finally(() => {
      isDone = true
    })
    const sizes = new Set<number>()
    let looks = 0
    while (!isDone) {
      for (const name of readdirSync(folder).filter((each) => !each.startsWith('.')))
        sizes.add(statSync(join(folder, name)).size)
      looks++
      await pause(1)
    }
    await puts
    expect([...sizes].filter((each) => each !== size)).toEqual([])
    expect(looks).toBeGreaterThan(3)
    expect(readdirSync(folder).length).toBe(12)
  })

  it('may put its own files beside the objects', async () => {
    await fillFolder(subject.path, [
      '.stfolder/x',
      'v1/other/.syncthing.a_1-f.tmp',
      'v1/other/a_1-f (Konflikt).txt',
      'v1/other/a/1-f',
    ])
    expect(await listed(replica, 'v1/other/')).toEqual([])
  })

  it('is no place when it is gone, and one again when it is back', async () => {
    rmSync(subject.path, { recursive: true, force: true })
    expect(await problemOf(listed(replica, 'v1/'))).toBe('no-place')
    expect(await problemOf(replica.get('v1/vault/device/1-f', 10, signal))).toBe('no-place')
    expect(await problemOf(replica.put('v1/vault/device/1-f', random(10), signal))).toBe('no-place')
    mkdirSync(subject.path)
    await replica.put('v1/vault/device/1-f', random(10), signal)
    expect((await listed(replica, 'v1/')).length).toBe(1)
  })
})
