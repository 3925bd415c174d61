// @ts-check
import { join } from 'node:path'
import { root } from './run.mjs'

/**
 * Loads a TypeScript module of the repository into this process, through Vite: Node 20 reads no TypeScript. The repository's
 * `@/` alias holds. What it loads must import at its top: Vite's runner is gone when this returns.
 *
 * @param {string} path from the root of the repository
 * @returns {Promise<any>}
 */
export async function loadTypeScript(path) {
  const { runnerImport } = await import('vite')
  const { module } = await runnerImport(join(root, path), {
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': root } },
  })
  return module
}
