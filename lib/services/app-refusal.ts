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
