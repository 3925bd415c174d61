import { expect, it } from 'vitest'
import { grantRecord, receiptRecord } from '@/lib/grants/standing'
import { receiptOf } from '@/lib/ledger/receipt'
import { entryRecord } from '@/lib/ledger/record'
import { TASKS } from '@/lib/ledger/tasks'
import type { RecordState } from '@/lib/records/record'
import { localDate } from '@/lib/services/local-date'
import { createSharing } from '@/lib/services/sharing'
import { createTasks } from '@/lib/services/tasks'
import { granted, id, makeGrant, memoryVault, NOW, SHOP, stampAt } from '../grants/help'

function open(start: number, ...records: RecordState[]) {
  let random = 3000
  let now = start
  const memory = memoryVault(() => now, ...records)
  const edges = {
    vault: memory.vault,
    now: () => now,
    random: (length: number) => {
      random++
      return Uint8Array.from({ length }, (_, i) => (i < 2 ? (random >> (8 * i)) & 255 : 1))
    },
  }
  const sharing = createSharing({ ...edges, siteView: (origin) => origin, browserSession: null })
  const at = (time: number) => {
    now = time
  }
  return { ...memory, at, tasks: createTasks({ ...edges, sharing }) }
}

it('a letter is due one calendar month later, by the calendar on the wall', async () => {
  const { tasks, commits } = open(new Date(2026, 0, 31, 23, 30).getTime())
  const task = await tasks.open('erasure', SHOP)
  expect(task).toMatchObject({ kind: 'erasure', origin: SHOP, due: '2026-02-28' })
  expect(tasks.tasks()).toEqual([{ ...task, done: null }])
  expect(commits.map((one) => one.map(({ collection }) => collection))).toEqual([[TASKS]])
})

it('the same letter stands once while it is open', async () => {
  const { tasks, commits, at } = open(NOW)
  const first = await tasks.open('erasure', SHOP)
  at(NOW + 86_400_000)
  expect(await tasks.open('erasure', SHOP)).toEqual(first)
  await tasks.open('access', SHOP)
  await tasks.open('erasure', 'https://other.example')
  expect(commits).toHaveLength(3)
  await tasks.tick(first.id, true)
  expect((await tasks.open('erasure', SHOP)).id).not.toBe(first.id)
})

it('is ticked off, that is taken back, and it is taken away', async () => {
  const { tasks, commits } = open(NOW)
  const { id: task } = await tasks.open('access', SHOP)
  await tasks.tick(task, false)
  await tasks.tick(task, true)
  await tasks.tick(task, true)
  expect(tasks.tasks()).toMatchObject([{ done: NOW }])
  await tasks.tick(task, false)
  expect(tasks.tasks()).toMatchObject([{ done: null }])
  await tasks.lift(task)
  await tasks.lift('unknown')
  expect(tasks.tasks()).toEqual([])
  expect(commits).toHaveLength(4)
})

it('the facts of a letter come from the ledger and the receipts of the site alone', () => {
  const grant = makeGrant({ retention: 'P90D', nonce: 'order-1234' })
  const other = makeGrant({ id: id(2), origin: 'https://other.example', claims: [granted('tel')] })
  const kept = (one: typeof grant, key: number) => {
    const body = receiptOf(one, new Uint8Array(32).fill(key))
    const receipt = { body, signature: 'c2ln', key: body.principal.key }
    return receiptRecord(one.id, JSON.parse(JSON.stringify(receipt)), stampAt(NOW - 900))
  }
  const gave = entryRecord(
    {
      kind: 'disclosure',
      id: id(70),
      at: NOW - 500,
      origin: SHOP,
      way: 'request',
      grant: id(1),
      values: [
        {
          claim: 'email',
          collection: 'emails',
          record: id(900),
          form: 'full',
          versions: { email: stampAt(5) },
        },
      ],
    },
    stampAt(NOW - 500),
  )
  const { tasks } = open(
    NOW,
    grantRecord(grant, stampAt(NOW - 1000)),
    grantRecord(other, stampAt(NOW - 1000)),
    kept(grant, 1),
    kept(other, 2),
    gave,
  )
  const facts = tasks.facts(SHOP)
  expect(facts).toMatchObject({
    origin: SHOP,
    claims: [{ claim: 'email', form: 'full', first: NOW - 500 }],
    receipts: [{ id: id(1), purpose: 'Send order 1234', retention: 'P90D', nonce: 'order-1234' }],
  })
  expect(localDate(facts.promised ?? 0)).toBe(localDate(NOW - 500 + 90 * 86_400_000))
})
