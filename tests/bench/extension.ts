import { cp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { root } from '../../scripts/lib/run.mjs'

/** Copies the built extension and adds `bench.html` to the copy. Returns its folder. */
export async function buildBenchExtension(): Promise<string> {
  const folder = join(root, '.checks', 'bench-extension')
  await rm(folder, { recursive: true, force: true })
  await cp(join(root, '.output', 'chrome-mv3'), folder, { recursive: true })
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { '@': root } },
    worker: { format: 'es' },
    build: {
      target: 'es2022',
      outDir: folder,
      emptyOutDir: false,
      modulePreload: false,
      rolldownOptions: {
        input: { bench: join(root, 'tests', 'bench', 'page.ts') },
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'bench/[name]-[hash].js',
          assetFileNames: 'bench/[name]-[hash][extname]',
        },
      },
    },
  })
  await writeFile(
    join(folder, 'bench.html'),
    '<!doctype html><meta charset="utf-8"><title>Bench</title><script type="module" src="/bench.js"></script>',
  )
  return folder
}
