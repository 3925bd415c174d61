import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ARMING_TIME,
  type Arming,
  type ArmingEvent,
  acceptsClick,
  armedShare,
  isArmed,
  REFLEX_TIME,
  startArming,
  stepArming,
} from '@/entrypoints/prompt/arming'

function seeing(events: readonly ArmingEvent[], start: Arming = startArming()): Arming {
  return events.reduce(stepArming, start)
}

const front = (at: number): ArmingEvent => ({ type: 'front', at })
const down = (at: number, onAllow = true): ArmingEvent => ({ type: 'pointerdown', at, onAllow })
const byPointer = (at: number) => ({ at, trusted: true, pointer: true })
const byKey = (at: number) => ({ at, trusted: true, pointer: false })

describe('the wait', () => {
  test('has not begun before the window was seen in front, at no time', () => {
    expect(isArmed(startArming(), 0)).toBe(false)
    expect(isArmed(startArming(), Number.MAX_SAFE_INTEGER)).toBe(false)
  })

  test('is over after exactly its length, also when it began at 0', () => {
    expect(isArmed(seeing([front(0)]), ARMING_TIME - 1)).toBe(false)
    expect(isArmed(seeing([front(0)]), ARMING_TIME)).toBe(true)
  })

  test('counts from the first time the window is in front, not the last', () => {
    expect(isArmed(seeing([front(0), front(500), front(900)]), ARMING_TIME)).toBe(true)
  })

  test.each<ArmingEvent>([{ type: 'away' }, { type: 'disturbed', at: 900 }])(
    'begins again after $type',
    (interruption) => {
      const arming = seeing([front(0), interruption, front(950)])
      expect(isArmed(arming, ARMING_TIME + 100)).toBe(false)
      expect(isArmed(arming, 950 + ARMING_TIME)).toBe(true)
    },
  )

  test('a disturbance while away does not begin it', () => {
    expect(isArmed(seeing([front(0), { type: 'away' }, { type: 'disturbed', at: 10 }]), 1e9)).toBe(false)
  })

  test('shows how much of it is over', () => {
    const arming = seeing([front(100)])
    expect(armedShare(arming, 100)).toBe(0)
    expect(armedShare(arming, 600)).toBe(0.5)
    expect(armedShare(arming, 9_000)).toBe(1)
  })
})

describe('a click of a pointer', () => {
  test('counts when its press began on Allow while it was armed', () => {
    expect(acceptsClick(seeing([front(0), down(1_200)]), byPointer(1_300))).toBe(true)
  })

  test('does not count while Allow is not armed', () => {
    expect(acceptsClick(seeing([front(0), down(900)]), byPointer(950))).toBe(false)
  })

  test('does not count when the press began before Allow woke and ended after', () => {
    expect(acceptsClick(seeing([front(0), down(999)]), byPointer(1_400))).toBe(false)
  })

  test('does not count when the press began elsewhere', () => {
    expect(acceptsClick(seeing([front(0), down(1_200, false)]), byPointer(1_300))).toBe(false)
  })

  test('does not count without a press', () => {
    expect(acceptsClick(seeing([front(0)]), byPointer(1_300))).toBe(false)
  })

  test('does not count when the browser does not vouch for it', () => {
    const arming = seeing([front(0), down(1_200)])
    expect(acceptsClick(arming, { ...byPointer(1_300), trusted: false })).toBe(false)
  })

  test('does not count as the second half of a double click', () => {
    const first: readonly ArmingEvent[] = [front(0), down(1_500, false), { type: 'pointerup', at: 1_550 }]
    expect(acceptsClick(seeing([...first, down(1_550 + REFLEX_TIME - 1)]), byPointer(2_060))).toBe(false)
    expect(acceptsClick(seeing([...first, down(1_550 + REFLEX_TIME)]), byPointer(2_060))).toBe(true)
  })

  test('uses its press up', () => {
    const arming = seeing([front(0), down(1_200), { type: 'clicked' }])
    expect(acceptsClick(arming, byPointer(2_000))).toBe(false)
  })

  test('does not count when the window went away in between', () => {
    expect(acceptsClick(seeing([front(0), down(1_200), { type: 'away' }]), byPointer(1_300))).toBe(false)
  })
})

describe('a click of a key', () => {
  const key = (at: number, repeat = false): ArmingEvent => ({ type: 'keydown', at, repeat })

  test('counts when the key went down while Allow was armed', () => {
    expect(acceptsClick(seeing([front(0), key(1_200)]), byKey(1_200))).toBe(true)
  })

  test('does not count when the key was held since before', () => {
    expect(acceptsClick(seeing([front(0), key(900)]), byKey(1_300))).toBe(false)
  })

  test('does not count when the key repeats', () => {
    expect(acceptsClick(seeing([front(0), key(1_200, true)]), byKey(1_200))).toBe(false)
    expect(acceptsClick(seeing([front(0), key(1_200), key(1_240, true)]), byKey(1_300))).toBe(false)
  })

  test('of assistive technology, made by no key, counts while armed only', () => {
    expect(acceptsClick(seeing([front(0)]), byKey(999))).toBe(false)
    expect(acceptsClick(seeing([front(0)]), byKey(1_000))).toBe(true)
  })
})

const someEvent: fc.Arbitrary<(at: number) => ArmingEvent> = fc.constantFrom<((at: number) => ArmingEvent)[]>(
  (at) => ({ type: 'front', at }),
  () => ({ type: 'away' }),
  (at) => ({ type: 'disturbed', at }),
  (at) => ({ type: 'pointerdown', at, onAllow: true }),
  (at) => ({ type: 'pointerdown', at, onAllow: false }),
  (at) => ({ type: 'pointerup', at }),
  (at) => ({ type: 'keydown', at, repeat: false }),
  (at) => ({ type: 'keydown', at, repeat: true }),
  () => ({ type: 'clicked' }),
)

test('nothing that happens lets a click through within the wait after an interruption', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(someEvent, fc.nat(400)), { maxLength: 40 }),
      fc.constantFrom<'away' | 'disturbed'>('away', 'disturbed'),
      fc.array(fc.tuple(someEvent, fc.nat(300)), { maxLength: 6 }),
      fc.boolean(),
      (before, interruption, behind, pointer) => {
        let at = 0
        let arming = startArming()
        for (const [make, pause] of before) {
          at += pause
          arming = stepArming(arming, make(at))
        }
        arming = stepArming(arming, interruption === 'away' ? { type: 'away' } : { type: 'disturbed', at })
        const interrupted = at
        for (const [make, pause] of behind) {
          if (at + pause >= interrupted + ARMING_TIME) break
          at += pause
          arming = stepArming(arming, make(at))
        }
        for (let click = at; click < interrupted + ARMING_TIME; click += 25)
          if (acceptsClick(arming, { at: click, trusted: true, pointer })) return false
        return true
      },
    ),
  )
})
