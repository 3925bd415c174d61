import { cp, readFile, rm, writeFile } from 'node:fs/promises'
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
  // In the prompt of the copy, before its own script: when Allow was first painted. A script that a driver adds comes too late for
  // a window that the extension opens.
  await writeFile(join(folder, 'paint.js'), PAINT)
  const prompt = join(folder, 'prompt.html')
  const html = await readFile(prompt, 'utf8')
  await writeFile(prompt, html.replace('<head>', '<head><script src="/paint.js"></script>'))
  // An isolated page tells time in steps of 5 µs instead of 100.
  const manifest = join(folder, 'manifest.json')
  const isolated = {
    cross_origin_embedder_policy: { value: 'require-corp' },
    cross_origin_opener_policy: { value: 'same-origin' },
  }
  await writeFile(manifest, JSON.stringify({ ...JSON.parse(await readFile(manifest, 'utf8')), ...isolated }))
  return folder
}

/** The echo's extension, and the script for its page. */
export async function buildEcho(): Promise<{ readonly folder: string; readonly script: string }> {
  const from = join(root, 'tests', 'bench', 'echo')
  const folder = join(root, '.checks', 'bench-echo')
  await rm(folder, { recursive: true, force: true })
  for (const file of ['manifest.json', 'background.js', 'raw.js'])
    await cp(join(from, file), join(folder, file), { recursive: true })
  for (const name of ['bridge', 'page'])
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      resolve: { alias: { '@': root } },
      build: {
        target: 'es2022',
        outDir: folder,
        emptyOutDir: false,
        rolldownOptions: {
          input: join(from, `${name}.ts`),
          output: { format: 'iife', entryFileNames: `${name}.js` },
        },
      },
    })
  return { folder, script: await readFile(join(folder, 'page.js'), 'utf8') }
}

const PAINT = `globalThis.paintedAt = new Promise((done) => {
  const found = new MutationObserver(() => {
    if (!document.getElementById('allow')) return
    found.disconnect()
    requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now())))
  })
  found.observe(document, { childList: true, subtree: true })
})`
