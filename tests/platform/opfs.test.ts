import { afterEach, describe, expect, it, vi } from 'vitest'
import { createOpfsMirror } from '@/lib/platform/opfs'

/** A directory that notes what was done to it, as both browsers have it. */
function directory() {
  const done: string[] = []
  const handle = {
    getDirectoryHandle: async () => handle,
    getFileHandle: async (name: string) => {
      done.push(`make ${name}`)
      return {
        createWritable: async () => ({
          write: async (bytes: Uint8Array) => void done.push(`write ${bytes.length}`),
          close: async () => void done.push('close'),
          abort: async () => void done.push('abort'),
        }),
      }
    },
    removeEntry: async (name: string) => void done.push(`remove ${name}`),
  }
  return { handle, done }
}

function disk(...estimates: readonly object[]) {
  const { handle, done } = directory()
  const left = [...estimates]
  const estimate = async () => (left.length > 1 ? left.shift() : left[0])
  vi.stubGlobal('navigator', { storage: { estimate, getDirectory: async () => handle } })
  return done
}

afterEach(() => vi.unstubAllGlobals())

const room = (bytes: number) => ({ usage: 500, quota: 500 + bytes, usageDetails: {} })
const MiB = 1_048_576
const bytes = new Uint8Array(3 * MiB)
async function* parts() {
  yield bytes
  yield bytes
}

describe('the mirror in the origin private file system', () => {
  it('touches nothing where Chromium has too little room to note it', async () => {
    const done = disk(room(MiB / 8))
    const mirror = createOpfsMirror('mirror')
    const full = { name: 'QuotaExceededError' }
    await expect(mirror.write('a', bytes)).rejects.toMatchObject(full)
    await expect(mirror.writeParts('a', parts())).rejects.toMatchObject(full)
    await expect(mirror.rename('a', 'b')).rejects.toMatchObject(full)
    await expect(mirror.remove('a')).rejects.toMatchObject(full)
    expect(done).toEqual([])
  })

  it('where there is no room to write, it still lets go of what is there', async () => {
    const done = disk(room(MiB))
    const mirror = createOpfsMirror('mirror')
    await expect(mirror.write('a', bytes)).rejects.toMatchObject({ name: 'QuotaExceededError' })
    await mirror.remove('a')
    expect(done).toEqual(['remove a'])
  })

  it('writes no part that would leave too little, and keeps no piece of the file', async () => {
    const done = disk(room(8 * MiB), room(8 * MiB), room(4 * MiB))
    await expect(createOpfsMirror('mirror').writeParts('a', parts())).rejects.toMatchObject({
      name: 'QuotaExceededError',
    })
    expect(done).toEqual(['make a', `write ${3 * MiB}`, 'abort', 'remove a'])
  })

  it('does not take Firefox’s share of the disk for a limit', async () => {
    const done = disk({ usage: 500, quota: 400 })
    await createOpfsMirror('mirror').write('a', bytes)
    expect(done).toEqual(['make a', `write ${3 * MiB}`, 'close'])
  })
})
