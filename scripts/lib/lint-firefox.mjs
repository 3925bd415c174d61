// @ts-check
import { join } from 'node:path'
import { root, runTool } from './run.mjs'

/** Warnings of Mozilla's linter that stand, and why. docs/decisions/tools-lint.md says the same at length. */
const EXPLAINED = [
  {
    code: 'KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION',
    file: /^manifest\.json$/,
    why: 'the package is not offered for Android: it names no `gecko_android`',
  },
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    file: /^chunks\//,
    why: 'Preact sets innerHTML for `dangerouslySetInnerHTML` only, which no file of ours uses (tests/architecture.test.ts)',
  },
]

/**
 * Runs `web-ext lint` on the Firefox build.
 *
 * @param {import('./run.mjs').RunOptions} [options]
 * @returns {Promise<{ readonly passed: number, readonly failed: number, readonly output: string }>}
 */
export async function lintFirefox(options) {
  const { output } = await runTool(
    'web-ext',
    [
      'lint',
      '--source-dir',
      join(root, '.output', 'firefox-mv3'),
      '--output',
      'json',
      '--boring',
      '--no-config-discovery',
    ],
    options,
  )
  const report = JSON.parse(output.slice(output.indexOf('{"'), output.lastIndexOf('}') + 1))
  /** @param {any} message */
  const line = (message) =>
    `${message._type} ${message.code} ${message.file ?? ''}:${message.line ?? ''} ${message.message}`
  const unexplained = report.warnings.filter(
    (/** @type {any} */ warning) =>
      !EXPLAINED.some(({ code, file }) => warning.code === code && file.test(warning.file ?? '')),
  )
  const bad = [...report.errors, ...unexplained]
  return { passed: bad.length === 0 ? 1 : 0, failed: bad.length, output: bad.map(line).join('\n') }
}
