// @ts-check
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { root, runTool } from './run.mjs'
import { say } from './say.mjs'

/**
 * @typedef {{ readonly name: string, readonly status: string,
 *   readonly assertionResults: readonly { readonly status: string }[] }} FileReport
 * @typedef {{ readonly testResults: readonly FileReport[] }} Report what vitest's JSON reporter writes
 * @typedef {{ readonly passed: number, readonly failed: number, readonly files: readonly string[] }} Count
 * `files`: those in which something failed
 */

/** More files than these are no accident of a busy machine: nothing is gained by a second look. */
const ACCIDENTS = 3

/**
 * @param {Report} report
 * @param {number} code that vitest ended with: a process of it may die without a failed test, and this has the last word
 * @returns {Count}
 */
export function count(report, code) {
  const failing = report.testResults.filter(({ status }) => status === 'failed')
  // A file whose hook failed, or that cannot be loaded, may have no failed test: it counts as one.
  const failed = failing.reduce((sum, file) => sum + Math.max(1, having('failed', file)), 0)
  return {
    passed: report.testResults.reduce((sum, file) => sum + having('passed', file), 0),
    failed: Math.max(failed, code === 0 ? 0 : 1),
    files: failing.map(({ name }) => name),
  }
}

/**
 * What holds after the files that failed were run once more: their second result stands in place of the first.
 *
 * @param {Report} first
 * @param {Count} second of those files alone
 * @returns {Count}
 */
export function replaced(first, second) {
  const others = { testResults: first.testResults.filter(({ status }) => status !== 'failed') }
  return { ...second, passed: count(others, 0).passed + second.passed }
}

/** @param {string} status @param {FileReport} file */
const having = (status, file) => file.assertionResults.filter((each) => each.status === status).length

/**
 * Runs tests; files that failed run once more, by themselves, and the output says so. What is broken fails twice.
 *
 * @param {readonly string[]} args of vitest
 * @param {{ readonly show?: boolean }} options `show`: print while it runs
 * @returns {Promise<Count & { readonly output: string }>}
 */
export async function runTests(args, { show = false }) {
  const first = await runVitest(args, show)
  if (!first.report) return { passed: 0, failed: 1, files: [], output: first.output }
  const counted = count(first.report, first.code)
  const { files } = counted
  if (files.length === 0 || files.length > ACCIDENTS) return { ...counted, output: first.output }
  if (!show) say(first.output)
  const names = files.map((file) => relative(root, file).replaceAll('\\', '/'))
  say(`${counted.failed} failed; once more, with nothing beside: ${names.join(' ')}`)
  const second = await runVitest([...args, '--maxWorkers=1', ...names], show)
  if (!second.report) return { ...counted, output: second.output }
  return { ...replaced(first.report, count(second.report, second.code)), output: second.output }
}

/**
 * @param {readonly string[]} args
 * @param {boolean} show
 * @returns {Promise<{ readonly code: number, readonly output: string, readonly report: Report | null }>}
 */
async function runVitest(args, show) {
  const folder = mkdtempSync(join(tmpdir(), 'selfstead-vitest-'))
  const file = join(folder, 'report.json')
  const reporter = show ? 'verbose' : 'dot'
  const { code, output } = await runTool(
    'vitest',
    ['run', `--reporter=${reporter}`, '--reporter=json', `--outputFile.json=${file}`, ...args],
    { show },
  )
  try {
    return { code, output, report: JSON.parse(readFileSync(file, 'utf8')) }
  } catch {
    return { code, output, report: null }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
