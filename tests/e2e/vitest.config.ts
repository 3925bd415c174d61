import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: { alias: { '@': fileURLToPath(new URL('../..', import.meta.url)) } },
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['tests/e2e/run-folder.ts'],
    // Two browsers side by side starve each other on two cores: a click is lost now and then.
    maxWorkers: 1,
    // What is broken is red twice.
    retry: 1,
    // A busy machine is no fault of the product.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
