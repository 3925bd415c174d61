// @ts-check
import { minify } from 'terser'

/**
 * A second hand over what Vite's own minifier wrote of a script that is one file, as the background is: one pass leaves a hundredth
 * there, which its budget needs. Nothing that Terser calls unsafe is asked for. Pages are many small files, and gain nothing.
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
        if (!chunk.code || file.includes('/')) continue
        const { code } = await minify(chunk.code, { ecma: 2020, compress: { passes: 2 } })
        if (code && code.length < chunk.code.length) chunk.code = code
      }
    },
  }
}
