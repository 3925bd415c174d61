import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Places on real servers, which each file starts for itself. */
export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  test: {
    include: ['tests/replicas/servers/**/*.test.ts'],
    environment: 'node',
    // A process of its own each: its servers end with it.
    pool: 'forks',
    maxWorkers: 2,
    // A busy machine is no fault of the product; a server that hangs is found.
    testTimeout: 60_000,
    hookTimeout: 90_000,
  },
})
