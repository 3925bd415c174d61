import type { ConflictPart } from '@/lib/sdk/collection-types'

/** A record changed underneath, and nothing was written: what stands there now, and the change that met it. */
export class Conflict extends DOMException {
  readonly conflicts: readonly ConflictPart[]

  constructor(conflicts: readonly ConflictPart[]) {
    super('A record was changed by somebody else', 'InvalidStateError')
    this.conflicts = conflicts
  }
}
