import { describe, expect, it } from 'vitest'
import { count, replaced } from '../../scripts/lib/vitest.mjs'

const file = (name: string, status: string, ...assertions: readonly string[]) => ({
  name,
  status,
  assertionResults: assertions.map((each) => ({ status: each })),
})

const FIRST = {
  testResults: [
    file('whole', 'passed', 'passed', 'passed', 'skipped'),
    file('one red', 'failed', 'passed', 'failed', 'passed'),
    file('hook', 'failed', 'skipped', 'skipped'),
  ],
}

describe('what a run of tests came to', () => {
  it('counts each test, and a file that never came to one as a failure', () => {
    expect(count(FIRST, 1)).toEqual({ passed: 4, failed: 2, files: ['one red', 'hook'] })
  })

  it('is a failure where the runner says so, whatever the tests say', () => {
    expect(count({ testResults: [file('whole', 'passed', 'passed')] }, 1)).toEqual({
      passed: 1,
      failed: 1,
      files: [],
    })
  })

  it('takes the second result of a file that failed instead of its first', () => {
    const mended = count(
      { testResults: [file('one red', 'passed', 'passed', 'passed'), file('hook', 'passed', 'passed')] },
      0,
    )
    expect(replaced(FIRST, mended)).toEqual({ passed: 2 + 3, failed: 0, files: [] })
  })

  it('stays red where a file is red twice', () => {
    const again = count(
      { testResults: [file('one red', 'failed', 'passed', 'failed'), file('hook', 'passed', 'passed')] },
      1,
    )
    expect(replaced(FIRST, again)).toEqual({ passed: 2 + 2, failed: 1, files: ['one red'] })
  })
})
