import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: { alias: { '@': fileURLToPath(new URL('../..', import.meta.url)) } },
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    environment: 'node',
    // Two browsers side by side is what a small machine bears.
    maxWorkers: 2,
    // A starved machine now and then loses a click or a window; what is broken is red twice.
    retry: 1,
    // A busy machine is no fault of the product.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
