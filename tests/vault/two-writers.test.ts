import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { LogDatabase, type Row } from '@/lib/vault/database'
import { memoryPlaces } from '@/tests/support/memory-places'

const head = (text: string): Uint8Array => new TextEncoder().encode(`head ${text}`)
const row = (generation: number, text: string): Row => ({
  generation,
  index: 0,
  bytes: new TextEncoder().encode(text),
})

/** Two contexts of ours over one database, each with its own connection, after the first commit. */
describe('two writers', () => {
  let name = 0
  let one: LogDatabase
  let other: LogDatabase

  beforeEach(async () => {
    one = new LogDatabase(memoryPlaces({ database: `two writers ${++name}` }))
    other = new LogDatabase(memoryPlaces({ database: `two writers ${name}` }))
    await one.append(null, { rows: [row(1, 'first')], head: head('1'), slots: head('slots') })
  })

  const everything = async (database: LogDatabase): Promise<unknown> => {
    const [look, followed] = await Promise.all([database.look(), database.follow(0, null)])
    return { look, rows: followed.rows.map(({ generation, bytes }) => [generation, text(bytes)]) }
  }
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

  it('the one whose head is stale is refused, and nothing of it is written', async () => {
    expect(await one.append(head('1'), { rows: [row(2, 'mine')], head: head('2') })).toBe('written')
    const before = await everything(one)
    const late = {
      rows: [row(2, 'theirs'), row(3, 'theirs too')],
      head: head('2 of the other'),
      slots: head('slots of the other'),
      accepted: 1,
      remove: [[1, 0]] as const,
    }
    expect(await other.append(head('1'), late)).toBe('overtaken')
    expect(await everything(other)).toEqual(before)
    expect(await everything(one)).toEqual(before)
    // After it looked again it may write.
    expect(await other.append(head('2'), { rows: [row(3, 'theirs')], head: head('3') })).toBe('written')
    expect(await everything(one)).toMatchObject({
      rows: [
        [1, 'first'],
        [2, 'mine'],
        [3, 'theirs'],
      ],
    })
  })

  it('that begin in the same moment: one of them is refused', async () => {
    const answers = await Promise.all(
      [one, other].map((database, at) =>
        database.append(head('1'), { rows: [row(2, String(at))], head: head(`2 of ${at}`) }),
      ),
    )
    expect(answers.toSorted()).toEqual(['overtaken', 'written'])
    const winner = answers.indexOf('written')
    expect(await everything(one)).toMatchObject({
      look: { head: head(`2 of ${winner}`), rows: 2 },
      rows: [
        [1, 'first'],
        [2, String(winner)],
      ],
    })
  })

  it.each([
    ['no head at all', null],
    ['a head that is the beginning of the stored one', head('')],
    ['a head that goes on after the stored one', head('1 ')],
    ['a head of another vault', head('9')],
  ])('a write that expects %s is refused', async (_, expected) => {
    const before = await everything(one)
    expect(await one.append(expected, { rows: [row(2, 'x')], head: head('2') })).toBe('overtaken')
    expect(await everything(one)).toEqual(before)
  })

  it('a head is not expected of an empty database', async () => {
    const empty = new LogDatabase(memoryPlaces({ database: `two writers ${++name}` }))
    expect(await empty.append(head('1'), { rows: [row(2, 'x')], head: head('2') })).toBe('overtaken')
    expect(await empty.look()).toMatchObject({ head: null, rows: 0 })
  })
})
