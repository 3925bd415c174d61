import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSPHRASE } from '../support/actions'
import { decryptWithAge } from '../support/age-tool'
import type { BrowserKind } from '../support/browsers/browser'
import { type Journey, prepareJourney } from '../support/journey'
import { type ProbeSite, serveProbe } from '../support/probe-site'
import { extensionFor, KINDS, picturesFor } from './browsers'

/** The whole main job in one browser, each step a test. One file per browser, so that they run side by side. */
export function describeMainJob(kind: BrowserKind): void {
  describe.skipIf(!KINDS.includes(kind))(`the main job in ${kind}`, () => {
    let site: ProbeSite
    let journey: Journey
    const pictures = picturesFor(`main-job-${kind}`)

    beforeAll(async () => {
      await rm(pictures, { recursive: true, force: true })
      await mkdir(pictures, { recursive: true })
      site = await serveProbe()
      journey = await prepareJourney({ kind, extension: extensionFor(kind), shop: site.shop })
    })
    afterAll(async () => {
      await journey?.close()
      await site?.close()
    })

    const names = [
      'make a vault',
      'add name, address and e-mail',
      'the shop asks',
      'allow',
      'the shop shows the address',
      'the ledger shows it',
      'revoke',
      'the shop’s next read is refused',
      'export',
      'restore into a second fresh profile',
      'the same data is there',
    ]
    let held = true
    for (const [index, name] of names.entries()) {
      it(name, async () => {
        expect(held, 'the steps before held').toBe(true)
        held = false
        const step = journey.steps[index]
        expect(step?.name).toBe(name)
        try {
          const page = await step?.run()
          await page?.screenshot(join(pictures, `${index + 1}.png`))
          held = true
        } catch (error) {
          await journey.photograph(join(pictures, `${index + 1}-failed`))
          throw error
        }
      })
    }

    it('has no step that is not tested', () => {
      expect(journey.steps.map((step) => step.name)).toEqual(names)
    })

    it('lets Debian’s age and unzip open the export', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'selfstead-age-'))
      const zip = join(folder, 'export.zip')
      await decryptWithAge(journey.archive(), PASSPHRASE, zip)
      const listed = execFileSync('unzip', ['-t', zip], { encoding: 'utf8' })
      expect(listed).toMatch(/No errors detected/)
      expect(listed).toMatch(/README\.txt/)
      await rm(folder, { recursive: true, force: true })
    })

    it('sent nothing anywhere', () => {
      expect(journey.leaks()).toEqual([])
    })
  })
}
