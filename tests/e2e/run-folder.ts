import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    readonly runFolder: string
  }
}

/** A folder that lives as long as one run of the tests: profiles that several files share lie in it, and their copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'selfstead-run-'))
  project.provide('runFolder', folder)
  return () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
