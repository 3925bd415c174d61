import { expect, test } from 'vitest'
import { addDays, barsOf, groupByDay, startOfDay } from '@/entrypoints/dashboard/state/days'
import type { LedgerLine } from '@/lib/ledger/entry'

const NOON = new Date(2026, 2, 29, 12).getTime()

function disclosure(at: number): LedgerLine {
  const entry = {
    kind: 'disclosure',
    id: `e${at}`,
    at,
    origin: 'https://a.example',
    way: 'read',
    grant: 'g',
    values: [],
  } as const
  return { entry, delivered: true }
}

test('a day begins at midnight of the device, also when summer time begins', () => {
  const day = startOfDay(NOON)
  expect(new Date(day).getHours()).toBe(0)
  expect(new Date(addDays(day, 1)).getDate()).toBe(30)
  expect(addDays(addDays(day, 1), -1)).toBe(day)
})

test('lines fall under their days and keep their order', () => {
  const yesterday = addDays(startOfDay(NOON), -1)
  const days = groupByDay([disclosure(NOON), disclosure(NOON - 1), disclosure(yesterday + 5)])
  expect(days.map((day) => day.lines.length)).toEqual([2, 1])
  expect(days[1]?.day).toBe(yesterday)
})

test('bars cover thirty days at least, end today, and count every disclosure once', () => {
  const lines = [disclosure(NOON), disclosure(NOON - 1), disclosure(addDays(startOfDay(NOON), -3))]
  const bars = barsOf(lines, NOON)
  expect(bars).toHaveLength(30)
  expect(bars.at(-1)?.count).toBe(2)
  expect(bars.at(-4)?.count).toBe(1)
  expect(bars.at(-1)?.to).toBe(addDays(startOfDay(NOON), 1))
})

test('a long time is drawn with few bars that touch, and nothing is lost', () => {
  const lines = Array.from({ length: 400 }, (_, index) =>
    disclosure(addDays(startOfDay(NOON), -index) + 7_200_000),
  )
  const bars = barsOf(lines, NOON, 90)
  expect(bars.length).toBeLessThanOrEqual(90)
  expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(400)
  for (const [index, bar] of bars.entries()) if (index > 0) expect(bar.from).toBe(bars[index - 1]?.to)
  expect(bars[0]?.from).toBeLessThanOrEqual(lines.at(-1)?.entry.at ?? 0)
})

test('decisions are not disclosures', () => {
  const entry = {
    kind: 'lifted',
    id: 'x',
    at: NOON,
    origin: 'https://a.example',
    claims: [],
    until: null,
  } as const
  expect(barsOf([{ entry, delivered: null }], NOON).every((bar) => bar.count === 0)).toBe(true)
})
