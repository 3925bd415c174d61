import { describe, expect, it, vi } from 'vitest'
import { createWelcome } from '@/entrypoints/welcome/state'
import type { Opened, WelcomeEdges } from '@/entrypoints/welcome/state/edges'
import { ok, refused } from '@/lib/base/result'
import { createKeeping } from '@/lib/services/keeping'
import { noteWords, wordsProven } from '@/lib/services/recovery-words'
import type { Transfer } from '@/lib/services/transfer'
import type { Examination, Unlocking } from '@/lib/services/unlocking'
import { createMemoryVault } from '../support/memory-vault'

const PRESENT: Examination = { state: 'present', vaultId: 'v', generation: 1, savedAt: 1, refilled: 0 }

function setUp({
  found = { state: 'none' } as Examination,
  open = false,
  verified = null as { readonly at: number; readonly generation: number } | null,
  granted = false,
  wantsRestore = false,
  mayAll = false,
  removes = true,
} = {}) {
  let last = 0
  const random = (length: number) => Uint8Array.from({ length }, () => last++ % 251)
  const vault = createMemoryVault()
  const keeping = createKeeping({ vault, now: () => 1_000, random })
  const transfer = { lastVerified: () => verified } as unknown as Transfer
  const world = { open, found }
  const listeners: (() => void)[] = []
  const unlocking = {
    examine: async () => world.found,
    async create() {
      world.open = true
      return { phrase: ['one', 'two'] }
    },
    startOver: vi.fn(async () => {
      world.found = { state: 'none' }
    }),
    replacePhrase: async (passphrase: string) =>
      passphrase === 'right' ? ok({ phrase: ['three', 'four'] }) : refused('wrong'),
    async unlock(passphrase: string) {
      world.open = passphrase === 'right'
      return world.open ? ok(null) : refused('wrong')
    },
  } as unknown as Unlocking
  const edges = {
    session: { onChange: (listener: () => void) => void listeners.push(listener) },
    unlocking,
    open: async (): Promise<Opened | null> =>
      world.open ? { vault, keeping, transfer: async () => transfer } : null,
    callApp: vi.fn(async () => null),
    readBackup: async (_: Blob, passphrase: string) =>
      passphrase === 'pass' ? ok({ records: {} }) : refused('foreign'),
    wantsRestore: () => wantsRestore,
    isEncrypted: async () => true,
    sites: {
      grantedOrigins: async () => ({ all: mayAll }),
      requestAll: vi.fn(async () => granted),
      removeAll: vi.fn(async () => removes),
    },
    every: () => undefined,
    download: vi.fn(),
    openDashboard: vi.fn(),
    goToDashboard: vi.fn(),
    openShop: null,
    random,
    chance: () => 0,
    languages: ['en-GB'],
    now: () => 1_000,
  } as unknown as WelcomeEdges
  const welcome = createWelcome(edges, new AbortController().signal)
  const lock = async () => {
    world.open = false
    world.found = PRESENT
    for (const listener of listeners) listener()
    await vi.waitFor(() => undefined)
    await Promise.resolve()
  }
  return { welcome, edges, vault, keeping, world, lock }
}

describe('where the person stands', () => {
  it.each([
    [{ state: 'none' }, { at: 'step', step: 'passphrase' }],
    [{ state: 'unusable' }, { at: 'unusable' }],
    [PRESENT, { at: 'locked', resume: null }],
  ] as const)('is found from what is there: %j', async (found, phase) => {
    const { welcome } = setUp({ found })
    await welcome.look()
    expect(welcome.phase.value).toEqual(phase)
  })

  it('is the dashboard where the vault is gone', async () => {
    const { welcome, edges } = setUp({ found: { state: 'lost', sentinel: null, left: 0, expected: 3 } })
    await welcome.look()
    expect(edges.goToDashboard).toHaveBeenCalledOnce()
  })

  it('is the words first, then the first data in an empty vault, the backup in one with data, then the end', async () => {
    const empty = setUp({ open: true })
    const { welcome } = empty
    await welcome.look()
    const both = ['words', 'backup']
    expect(welcome.phase.value).toEqual({ at: 'unfinished', next: 'phrase', missing: both })
    await noteWords(empty.vault, 5)
    await welcome.look()
    expect(welcome.phase.value).toEqual({ at: 'unfinished', next: 'data', missing: ['backup'] })
    await empty.keeping.add('emails', '', { email: 'ada@lovelace.example' })
    await welcome.look()
    expect(welcome.phase.value).toEqual({ at: 'unfinished', next: 'backup', missing: ['backup'] })
    const proven = setUp({ open: true, verified: { at: 1, generation: 2 } })
    await noteWords(proven.vault, 5)
    await proven.welcome.look()
    expect(proven.welcome.phase.value).toEqual({ at: 'finished' })
  })

  it('is said to be broken when looking fails', async () => {
    const { welcome, edges } = setUp()
    vi.spyOn(edges.unlocking, 'examine').mockRejectedValue(new Error('no'))
    await welcome.look()
    expect(welcome.phase.value).toEqual({ at: 'broken' })
  })
})

describe('a lost vault', () => {
  const found: Examination = { state: 'lost', sentinel: null, left: 0, expected: 3 }

  it('is made anew only for a backup that was read, and not moved before that', async () => {
    const { welcome, edges } = setUp({ found, wantsRestore: true })
    await welcome.look()
    expect([welcome.phase.value, welcome.way.value]).toEqual([{ at: 'step', step: 'file' }, 'restore'])
    await welcome.restore.read(new Blob(['a']), 'wrong')
    await expect(welcome.create('six words')).rejects.toThrow('no backup')
    expect(edges.unlocking.startOver).not.toHaveBeenCalled()
    await welcome.restore.read(new Blob(['a']), 'pass')
    expect(edges.unlocking.startOver).not.toHaveBeenCalled()
    await welcome.create('six words')
    expect(edges.unlocking.startOver).toHaveBeenCalledOnce()
    expect(welcome.phase.value).toEqual({ at: 'step', step: 'phrase' })
  })

  it('is no reason to move anything where none was', async () => {
    const { welcome, edges } = setUp({ wantsRestore: true })
    await welcome.look()
    expect(welcome.phase.value).toEqual({ at: 'step', step: 'file' })
    await welcome.create('six words')
    expect(edges.unlocking.startOver).not.toHaveBeenCalled()
  })
})

describe('the recovery words', () => {
  it('are noted once they were right, and the next step comes', async () => {
    const { welcome, vault } = setUp()
    await welcome.look()
    await welcome.create('six words')
    expect(wordsProven(vault)).toBeNull()
    await welcome.wordsRight()
    expect(wordsProven(vault)).toBe(1_000)
    expect(welcome.phase.value).toEqual({ at: 'step', step: 'data' })
  })

  it('can be made anew by whoever comes back; then what is still missing is asked', async () => {
    const { welcome, vault } = setUp({ open: true })
    await noteWords(vault, 5)
    await welcome.look()
    welcome.go('phrase')
    expect(await welcome.newWords('wrong')).toBe(false)
    expect([welcome.words.value, wordsProven(vault)]).toEqual([null, 5])
    expect(await welcome.newWords('right')).toBe(true)
    expect([welcome.words.value, wordsProven(vault)]).toEqual([['three', 'four'], null])
    await welcome.wordsRight()
    expect(welcome.phase.value).toMatchObject({ at: 'unfinished', next: 'data' })
  })

  it('that were right while the vault locked are noted after it is open again', async () => {
    const { welcome, vault, lock } = setUp()
    await welcome.look()
    await welcome.create('six words')
    await lock()
    await welcome.wordsRight()
    expect(welcome.phase.value).toEqual({ at: 'locked', resume: 'phrase' })
    await welcome.unlock('right')
    expect([welcome.phase.value, welcome.proven.value]).toEqual([{ at: 'step', step: 'phrase' }, true])
    await welcome.wordsRight()
    expect(wordsProven(vault)).toBe(1_000)
  })
})

describe('the steps', () => {
  it('go on after the vault is made, and the background is told', async () => {
    const { welcome, edges } = setUp()
    await welcome.look()
    expect(welcome.back.value).toBeNull()
    await welcome.create('six words')
    expect(edges.callApp).toHaveBeenCalledWith('session.unlocked', {})
    expect(welcome.words.value).toEqual(['one', 'two'])
    expect([welcome.phase.value, welcome.place.value]).toEqual([{ at: 'step', step: 'phrase' }, 2])
    welcome.back.value?.()
    expect(welcome.place.value).toBe(1)
  })

  it('of a restore begin with the file and end with who may ask', async () => {
    const { welcome } = setUp()
    await welcome.look()
    welcome.choose('restore')
    const seen = [1, 2, 3, 4].map(() => {
      const phase = welcome.phase.value
      welcome.next()
      return phase.at === 'step' ? phase.step : null
    })
    expect(seen).toEqual(['file', 'passphrase', 'phrase', 'plan'])
    welcome.next()
    expect(welcome.phase.value).toEqual({ at: 'step', step: 'asking' })
  })

  it('that need the open vault wait behind the passphrase when it locks, and go on there', async () => {
    const { welcome, lock } = setUp({ open: true })
    await welcome.look()
    welcome.go('backup')
    await lock()
    await vi.waitFor(() => expect(welcome.phase.value).toEqual({ at: 'locked', resume: 'backup' }))
    expect(await welcome.unlock('wrong')).toBe(false)
    expect(welcome.phase.value).toEqual({ at: 'locked', resume: 'backup' })
    expect(await welcome.unlock('right')).toBe(true)
    expect(welcome.phase.value).toEqual({ at: 'step', step: 'backup' })
  })

  it('that need nothing of the vault stay when it locks', async () => {
    const { welcome, lock } = setUp({ open: true })
    await welcome.look()
    welcome.go('asking')
    await lock()
    expect(welcome.phase.value).toEqual({ at: 'step', step: 'asking' })
  })
})

describe('who may ask', () => {
  it('asks the browser before anything else', () => {
    const { welcome, edges } = setUp()
    void welcome.letAllAsk()
    expect(edges.sites.requestAll).toHaveBeenCalledOnce()
  })

  it.each([
    [true, 'all'],
    [false, 'refused'],
  ] as const)('says what the browser answered: %s', async (granted, asking) => {
    const { welcome, edges } = setUp({ granted })
    await welcome.letAllAsk()
    expect(welcome.asking.value).toBe(asking)
    expect(vi.mocked(edges.callApp).mock.calls).toEqual(granted ? [['sites.registered', {}]] : [])
  })

  it('is all at once where the browser has the yes already', async () => {
    const { welcome } = setUp({ mayAll: true })
    await welcome.look()
    expect(welcome.asking.value).toBe('all')
  })

  it('is chosen one by one without a word to the browser while nobody may ask', async () => {
    const { welcome, edges } = setUp({ granted: false })
    await welcome.letChosenAsk()
    expect(welcome.asking.value).toBe('chosen')
    await welcome.letAllAsk()
    await welcome.letChosenAsk()
    expect(welcome.asking.value).toBe('chosen')
    expect(edges.sites.removeAll).not.toHaveBeenCalled()
  })

  it('is taken back from all by choosing one by one, and can be given again', async () => {
    const { welcome, edges } = setUp({ granted: true })
    await welcome.letAllAsk()
    await welcome.letChosenAsk()
    expect(welcome.asking.value).toBe('chosen')
    expect(edges.sites.removeAll).toHaveBeenCalledOnce()
    expect(edges.callApp).toHaveBeenCalledTimes(2)
    await welcome.letAllAsk()
    expect(welcome.asking.value).toBe('all')
  })

  it('is still all where the browser kept it, until it takes it back', async () => {
    const { welcome, edges } = setUp({ mayAll: true, removes: false })
    await welcome.look()
    await welcome.letChosenAsk()
    expect(welcome.asking.value).toBe('kept')
    expect(edges.callApp).not.toHaveBeenCalled()
    vi.mocked(edges.sites.removeAll).mockResolvedValue(true)
    await welcome.letChosenAsk()
    expect(welcome.asking.value).toBe('chosen')
  })
})
