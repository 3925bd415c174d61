// @ts-check
import { minify } from 'terser'

/** The background and what it loads. Pages are many small files, and what is put into pages of sites stays as it is written. */
const FILES = ['background.js', 'replication.js']

/**
 * A second hand over what Vite's own minifier wrote of a large script: one pass leaves a hundredth there, which its budget needs.
 * Nothing that Terser calls unsafe is asked for.
 */
export function tighter() {
  return {
    name: 'tighter',
    /**
     * @param {unknown} _
     * @param {{ readonly [file: string]: { readonly type: string, code?: string } }} bundle
     */
    async generateBundle(_, bundle) {
      for (const [file, chunk] of Object.entries(bundle)) {
        if (!chunk.code || !FILES.includes(file)) continue
        const { code } = await minify(chunk.code, { ecma: 2020, compress: { passes: 2 } })
        if (code && code.length < chunk.code.length) chunk.code = code
      }
    },
  }
}
