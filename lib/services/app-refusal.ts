import type { AppErrorCode } from '@/lib/protocol/app'

/** An app call that is refused for a reason a page can show. */
export class AppRefusal extends Error {
  readonly code: AppErrorCode

  constructor(code: AppErrorCode) {
    super(code)
    this.name = 'AppRefusal'
    this.code = code
  }
}

/** By its name: what the background loads later has a class of its own (entrypoints/replication). */
export function isAppRefusal(error: unknown): error is AppRefusal {
  return error instanceof Error && error.name === 'AppRefusal'
}
