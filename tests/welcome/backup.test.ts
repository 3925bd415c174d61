import { describe, expect, it, vi } from 'vitest'
import { createBackup } from '@/entrypoints/welcome/state/backup'
import type { Opened } from '@/entrypoints/welcome/state/edges'
import { createRestore } from '@/entrypoints/welcome/state/restore'
import { ok, refused } from '@/lib/base/result'
import type { ArchiveSummary, ImportPlan, Transfer } from '@/lib/services/transfer'

const SUMMARY: ArchiveSummary = { vaultId: 'v', generation: 1, created: 1, records: {}, grants: 0, ledger: 0 }
const GOOD = new Blob(['good'])

/** One service for the open vault, as the workspace gives it: a plan belongs to the one that made it. */
const plans = new Set<ImportPlan>()
const opened: Opened = {
  vault: {} as Opened['vault'],
  keeping: {} as Opened['keeping'],
  async transfer() {
    return {
      exportArchive: async () => ({ name: 'a.age', content: GOOD, summary: SUMMARY }),
      verifyArchive: async (file: Blob, passphrase: string | null) =>
        passphrase === 'pass' && file === GOOD ? ok(SUMMARY) : refused('wrong-passphrase'),
      async plan() {
        const plan: ImportPlan = { summary: SUMMARY, from: 'whole', encrypted: true, rows: [] }
        plans.add(plan)
        return ok(plan)
      },
      async apply(plan: ImportPlan) {
        if (!plans.has(plan)) throw new Error('plan is not of this page')
        return ok({ records: 3 })
      },
    } as unknown as Transfer
  },
}

describe('the first backup', () => {
  it('is proven only by a file that opens with the passphrase it was made with', async () => {
    const download = vi.fn()
    const backup = createBackup(download)
    expect(await backup.prove(opened, GOOD)).toEqual(refused('foreign'))
    await backup.save(opened, 'pass')
    expect(download).toHaveBeenCalledWith('a.age', GOOD)
    expect(backup.state.value).toEqual({ at: 'saved', name: 'a.age' })
    expect((await backup.prove(opened, new Blob(['other']))).ok).toBe(false)
    expect(backup.state.value.at).toBe('saved')
    await backup.prove(opened, GOOD)
    expect(backup.state.value).toEqual({ at: 'proven', name: 'a.age', summary: SUMMARY })
  })

  it('can be handed over once more, and begun anew', async () => {
    const download = vi.fn()
    const backup = createBackup(download)
    await backup.save(opened, 'pass')
    backup.saveAgain()
    expect(download).toHaveBeenCalledTimes(2)
    backup.reset()
    backup.saveAgain()
    expect(download).toHaveBeenCalledTimes(2)
    expect(backup.state.value).toEqual({ at: 'none' })
  })
})

describe('a restore', () => {
  const restoreOf = () =>
    createRestore({
      isEncrypted: async () => true,
      readBackup: async (_, passphrase) =>
        passphrase === 'pass' ? ok(SUMMARY) : refused('wrong-passphrase'),
    })

  it('plans nothing before a file was read', async () => {
    const restore = restoreOf()
    expect(await restore.look(opened)).toBeNull()
    expect(await restore.apply(opened)).toBeNull()
    await restore.read(GOOD, 'wrong')
    expect(await restore.look(opened)).toBeNull()
  })

  it('applies the plan it showed, once', async () => {
    const restore = restoreOf()
    await restore.read(GOOD, 'pass')
    await restore.look(opened)
    expect(await restore.apply(opened)).toEqual(ok({ records: 3 }))
    expect(await restore.apply(opened)).toEqual(ok({ records: 3 }))
    expect(restore.done.value).toEqual({ records: 3 })
  })

  it('forgets the first file when another is chosen', async () => {
    const restore = restoreOf()
    await restore.read(GOOD, 'pass')
    restore.forget()
    expect(restore.found.value).toBeNull()
    expect(await restore.look(opened)).toBeNull()
  })
})
