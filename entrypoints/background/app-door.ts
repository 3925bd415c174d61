import { onAppMessage } from '@/lib/platform/app-door'
import type { AppErrorCode, AppHandlers, AppReply, AppVerb } from '@/lib/protocol/app'
import { parseAppMessage } from '@/lib/protocol/app-parse'
import { isAppRefusal } from '@/lib/services/app-refusal'
import { VaultError } from '@/lib/vault/errors'

/** Everything our own pages can reach: one handler per verb, parameters parsed before it runs. */
export function openAppDoor(handlers: AppHandlers): void {
  onAppMessage((message) => {
    const parsed = parseAppMessage(message)
    return parsed ? answer(handlers, parsed.verb, parsed.params) : null
  })
}

async function answer(handlers: AppHandlers, verb: AppVerb, params: unknown): Promise<AppReply> {
  try {
    const handle = handlers[verb] as (params: unknown) => Promise<object | null>
    return { ok: await handle(params) }
  } catch (error) {
    return { error: codeOf(error) }
  }
}

function codeOf(error: unknown): AppErrorCode {
  if (isAppRefusal(error)) return error.code
  return error instanceof VaultError && error.code === 'full' ? 'storage-full' : 'broken'
}
