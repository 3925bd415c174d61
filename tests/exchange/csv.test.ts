import { expect, test } from 'vitest'
import { toCsv } from '@/lib/exchange/csv'

test('CSV quotes after RFC 4180 and runs no formula', () => {
  const rows = [
    { a: '=1+1', b: 'x,"y"\nz' },
    { a: '＝1', b: null },
    { a: '-5', b: 'plain' },
    { a: '\t=1', b: 3 },
  ]
  expect(toCsv(['a', 'b'], rows)).toBe('a,b\r\n\'=1+1,"x,""y""\nz"\r\n\'＝1,\r\n\'-5,plain\r\n\'\t=1,3\r\n')
})
