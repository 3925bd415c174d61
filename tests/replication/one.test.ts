import { it } from 'vitest'
import { simulate } from '@/tests/replication/simulate'

it('one', async () => {
  const from = Number(process.env.SEED ?? 1),
    n = Number(process.env.N ?? 5)
  for (let s = from; s < from + n; s++) {
    const t = performance.now()
    try {
      const r = await simulate(s)
      console.log(Math.round(performance.now() - t), JSON.stringify(r))
    } catch (e) {
      console.log(
        Math.round(performance.now() - t),
        s,
        (e as Error).message.slice(0, 600),
        process.env.STACK ? (e as Error).stack : '',
      )
    }
  }
}, 100000)
