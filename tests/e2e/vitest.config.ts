import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: { alias: { '@': fileURLToPath(new URL('../..', import.meta.url)) } },
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['tests/e2e/run-folder.ts'],
    // Two files side by side: each waits for its browser, or for time to pass, longer than it keeps a core busy.
    maxWorkers: 2,
    // A process takes one file after the other: what drives the browsers is loaded once.
    isolate: false,
    // What is broken is red twice.
    retry: 1,
    // A busy machine is no fault of the product.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
