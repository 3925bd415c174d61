import { build } from 'vite'
import { root } from '../../scripts/lib/run.mjs'

/** A script of the tests with all it imports, as one text that a page can run as it is. `name` is only what it is called there. */
export async function bundled(entry: string, name: string): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': root } },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry, formats: ['iife'], name },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error('nothing was built')
  return output.output[0].code
}
