// @ts-check
// npm run screenshots: the README's pictures, made from the real product in the real Chromium. Output: docs/pictures/*.png.
import { join } from 'node:path'
import { build } from './lib/build.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { installMissing } from './lib/install.mjs'
import { root } from './lib/run.mjs'
import { say } from './lib/say.mjs'
import { loadTypeScript } from './lib/typescript.mjs'

if (!(await installMissing(['chromium', 'display', 'window-manager', 'swift', 'apache']))) process.exit(1)
await ensureDependencies()
if (!(await build(['chrome', 'sdk']))) process.exit(1)
const { takePictures } = await loadTypeScript('tests/support/pictures.ts')
await takePictures({
  extension: join(root, '.output', 'chrome-mv3'),
  folder: join(root, 'docs', 'pictures'),
  say,
})
