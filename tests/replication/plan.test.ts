import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Device, ends, withinEnds } from '@/lib/replication/devices'
import { goodEpochs } from '@/lib/replication/epochs'
import { type Held, heldReach, path, unite, wholeSnapshots } from '@/lib/replication/holdings'
import type { ObjectName } from '@/lib/replication/object-name'
import { reachAt, type Situation, safeReach, toCopy, toDelete, toPull } from '@/lib/replication/plan'
import type { Recovery } from '@/lib/replication/recovery'
import { isAcknowledged, type Snapshot } from '@/lib/replication/snapshots'

const NO_PHRASE = { known: new Set<string>(), current: null }
const reach = (text: string) =>
  new Map(text.split(' ').flatMap((one) => (one ? [[one[0] as string, Number(one.slice(1))] as const] : [])))

function device(id: string, has = '', removed: number | null = null): Device {
  return {
    id,
    name: id,
    keys: [],
    exchange: null,
    vouches: new Map(),
    parted: null,
    was: [],
    has: reach(has),
    removed: removed === null ? null : { sequence: removed },
  }
}

/** `a1-3` is a stretch of `a`, `a#7:0/2@5` the first of two parts of its snapshot 7, made when its chain went to 5. */
function object(text: string): ObjectName & { readonly device: string } {
  const part = /^(\w)#(\d+):(\d+)\/(\d+)@(\d+)$/.exec(text)
  const stretch = /^(\w)(\d+)-(\d+)/.exec(text)
  const [of, first, last, at, parts] = part
    ? [part[1], part[2], part[5], part[3], part[4]]
    : [stretch?.[1], stretch?.[2], stretch?.[3], 0, 0]
  return {
    name: text,
    device: of ?? '',
    deviceTag: of ?? '',
    hash: '',
    first: Number(first),
    last: Number(last),
    part: Number(at),
    parts: Number(parts),
  }
}

function situation(
  at: { readonly [replica: string]: string },
  more: { tips?: string; devices?: readonly Device[]; snapshots?: readonly Snapshot[] } = {},
): Situation {
  const views = new Map(
    Object.entries(at).map(([id, texts]) => {
      const objects = texts.split(' ').filter(Boolean).map(object)
      return [id, new Map(objects.map((one) => [one.name, one] as const))] as const
    }),
  )
  const ids = new Map(['a', 'b', 'c'].map((id) => [id, id]))
  const { tips = '', devices = [device('a'), device('b')], snapshots = [] } = more
  return { held: unite(views, ids), views, tips: reach(tips), devices, snapshots }
}
const snapshot = (author: string, id: number, covers: string, parts = 1): Snapshot => ({
  author,
  id,
  parts,
  covers: reach(covers),
  erasures: '',
  forced: false,
})
const names = (held: readonly Held[]) => held.map(({ name }) => name)
const moves = (list: ReturnType<typeof toCopy>) =>
  list.map(({ object: { name }, replica }) => `${name}>${replica}`)

describe('what to pull', () => {
  it('is what leads on, in order, by the fewest steps, and nothing behind a gap', () => {
    expect(names(toPull(situation({ r: 'a1-3 a2-6 a4-5 a9-9 b1-1' }, { tips: 'b1' })))).toEqual([
      'a1-3',
      'a2-6',
    ])
    expect(names(toPull(situation({ r: 'a1-3 a4-5' }, { tips: 'a4' })))).toEqual(['a4-5'])
    expect(toPull(situation({ r: 'x1-3' }))).toEqual([])
  })

  it('ends where a removed device’s chain does', () => {
    const devices = [device('a', 'b4'), device('b', '', 2), device('c', 'b9', 1)]
    expect(ends(devices)).toEqual(reach('b4 c1'))
    expect(names(toPull(situation({ r: 'b1-2 b3-6 b7-9' }, { devices })))).toEqual(['b1-2', 'b3-6'])
  })

  it('always gets as far as can be got', () => {
    const stretch = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(6))
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 12 }), fc.nat(10), (list, from) => {
        const held = situation({ r: list.map(([first, more]) => `a${first}-${first + more}`).join(' ') }).held
        const covered = new Set(
          held.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, at) => first + at)),
        )
        let most = from
        while (covered.has(most + 1)) most++
        expect(path(held, from).to).toBe(most)
        expect(heldReach(held, [new Map([['a', from]])]).get('a')).toBe(held.length === 0 ? from : most)
      }),
    )
  })
})

describe('what to copy', () => {
  it('is what one has and another lacks, of devices that are known', () => {
    expect(moves(toCopy(situation({ r: 'a1-1 x1-1', s: 'b1-1', t: '' })))).toEqual([
      'a1-1>s',
      'a1-1>t',
      'b1-1>r',
      'b1-1>t',
    ])
  })
})

describe('what to delete', () => {
  const done = [device('a', 'a3 b2'), device('b', 'a3 b2')]
  const whole = 'a1-3 b1-2 b3-3 a#7:0/2@3 a#7:1/2@3'
  const one = snapshot('a', 7, 'a3 b2', 2)

  it('is what an acknowledged snapshot stands for, where all of it lies, and is copied nowhere', () => {
    const given = situation({ r: whole, s: 'a1-3 a#7:0/2@3' }, { devices: done, snapshots: [one] })
    expect(moves(toDelete(given))).toEqual(['a1-3>r', 'b1-2>r'])
    expect(moves(toCopy(given))).toEqual(['a#7:1/2@3>s', 'b3-3>s'])
  })

  it('is nothing as long as one device has not said that it has it, unless the person decided or that one was removed', () => {
    const away = [device('a', 'a3 b2'), device('b', 'a3 b1')]
    expect(toDelete(situation({ r: whole }, { devices: away, snapshots: [one] }))).toEqual([])
    expect(isAcknowledged({ ...one, forced: true }, away)).toBe(true)
    const removed = [device('a', 'a3 b2'), device('b', 'a3 b1', 2)]
    expect(moves(toDelete(situation({ r: whole }, { devices: removed, snapshots: [one] })))).toEqual([
      'a1-3>r',
      'b1-2>r',
      'b3-3>r',
    ])
    expect(isAcknowledged(one, [])).toBe(false)
  })

  it('is an older snapshot, and one that was given up, but not one that is being written', () => {
    const both = [snapshot('a', 7, 'a3 b2'), snapshot('b', 8, 'a1 b1')]
    const given = situation(
      { r: 'a#7:0/1@3 b#8:0/1@1 a#5:0/1@2 a#9:0/1@4' },
      { devices: done, snapshots: both },
    )
    expect(moves(toDelete(given))).toEqual(['b#8:0/1@1>r', 'a#5:0/1@2>r'])
  })

  it('never takes from what the places reach together, whatever lies where', () => {
    const texts = fc.subarray(['a1-2', 'a1-3', 'a3-5', 'b1-1', 'b2-2', 'a#7:0/2@3', 'a#7:1/2@3', 'b#8:0/1@2'])
    fc.assert(
      fc.property(texts, texts, (r, s) => {
        const given = situation(
          { r: r.join(' '), s: s.join(' ') },
          { devices: done, snapshots: [one, snapshot('b', 8, 'a2 b2')] },
        )
        for (const replica of ['r', 's']) {
          const gone = new Set(
            toDelete(given)
              .filter((move) => move.replica === replica)
              .map(({ object }) => object.name),
          )
          const kept = (replica === 'r' ? r : s).filter((name) => !gone.has(name))
          const after = situation(
            { [replica]: kept.join(' ') },
            { devices: done, snapshots: given.snapshots },
          )
          const [before, then] = [reachAt(given, replica), reachAt(after, replica)]
          for (const [id, sequence] of before) expect(then.get(id) ?? 0).toBeGreaterThanOrEqual(sequence)
        }
      }),
    )
  })
})

describe('what is safe', () => {
  it('lies at two places, in one piece from the beginning or behind a snapshot', () => {
    expect(safeReach(situation({ r: 'a1-5' }), 'a')).toBe(0)
    expect(safeReach(situation({ r: 'a1-5', s: 'a1-2 a4-5' }), 'a')).toBe(2)
    expect(safeReach(situation({ r: 'a1-5', s: 'a1-2 a3-4', t: 'a2-9' }), 'a')).toBe(4)
    const snapshots = [snapshot('b', 7, 'a3')]
    expect(safeReach(situation({ r: 'b#7:0/1@1 a4-4', s: 'a1-9' }, { snapshots }), 'a')).toBe(4)
    expect(wholeSnapshots(situation({ r: 'a#7:0/2@3', s: 'a#7:1/2@3' }).held)).toMatchObject([
      { on: new Set() },
    ])
  })
})

describe('a chain that two wrote', () => {
  const parted = (one: Device, sequence: number): Device => ({ ...one, parted: { sequence } })

  it('ends where both say the same, and where it was removed as well, whichever comes first', () => {
    expect(ends([device('a'), parted(device('x'), 4)])).toEqual(reach('x4'))
    expect(ends([device('a', 'x3'), parted(device('x', '', 2), 4)])).toEqual(reach('x3'))
    expect(ends([device('a', 'x9'), parted(device('x', '', 2), 4)])).toEqual(reach('x4'))
  })

  it('counts for nothing behind that end, wherever it is spoken of', () => {
    const devices = [device('a', 'x3'), parted(device('x', '', 0), 9), device('y', '', 1)]
    expect(withinEnds(reach('a7 x8 y5'), devices)).toEqual(reach('a7 x3 y5'))
  })

  it('is a device’s that nobody waits for', () => {
    const snapshot: Snapshot = {
      author: 'a',
      id: 1,
      parts: 1,
      covers: reach('a3'),
      erasures: '',
      forced: false,
    }
    expect(isAcknowledged(snapshot, [device('a', 'a3'), device('x')])).toBe(false)
    expect(isAcknowledged(snapshot, [device('a', 'a3'), parted(device('x'), 4)])).toBe(true)
  })
})

describe('epochs that count', () => {
  it('are those that no removed device has, the newest first', () => {
    const epoch = (id: string, to: string, made: string) => ({
      id,
      made,
      wraps: new Map([...to].map((one) => [one, new Uint8Array(0)])),
    })
    const epochs = [epoch('one', 'abc', '1'), epoch('two', 'ab', '2'), epoch('three', 'a', '3')]
    expect(goodEpochs(epochs, [device('a'), device('b')], NO_PHRASE)).toEqual(['three', 'two', 'one', ''])
    expect(goodEpochs(epochs, [device('a'), device('c', '', 1)], NO_PHRASE)).toEqual(['three', 'two'])
    expect(goodEpochs([], [device('c', '', 1)], NO_PHRASE)).toEqual([])
  })

  it('are none that a recovery phrase has which was replaced, the first of all neither', () => {
    const epoch = (id: string, to: readonly string[]) => ({
      id,
      made: id,
      wraps: new Map(to.map((one) => [one, new Uint8Array(0)])),
    })
    const epochs = [epoch('1', ['a', 'old']), epoch('2', ['a', 'new'])]
    const current = { id: 'new' } as Recovery
    expect(goodEpochs(epochs, [device('a')], { known: new Set(['old', 'new']), current })).toEqual(['2'])
    expect(goodEpochs(epochs, [device('a')], { known: new Set(['new']), current })).toEqual(['2', '1', ''])
  })
})
