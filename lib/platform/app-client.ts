import { browser } from '@/lib/platform/browser'
import type {
  AppErrorCode,
  AppMessage,
  AppNotice,
  AppParams,
  AppReply,
  AppResult,
  AppVerb,
} from '@/lib/protocol/app'

/** A refused app call. The code says all there is to say. */
export class AppCallError extends Error {
  readonly code: AppErrorCode

  constructor(code: AppErrorCode) {
    super(code)
    this.name = 'AppCallError'
    this.code = code
  }
}

/** Asks the background. @throws AppCallError with the background's code, `broken` when it could not be reached. */
export async function callApp<Verb extends AppVerb>(
  verb: Verb,
  params: AppParams<Verb>,
): Promise<AppResult<Verb>> {
  const reply = (await browser.runtime.sendMessage({ app: verb, params } satisfies AppMessage)) as
    | AppReply
    | undefined
  if (!reply) throw new AppCallError('broken')
  if ('error' in reply) throw new AppCallError(reply.error)
  return reply.ok as AppResult<Verb>
}

const NOTICES = 'selfstead'

/** Hears what the background tells open pages, until `signal` ends. */
export function onNotice(listener: (notice: AppNotice['notice']) => void, signal?: AbortSignal): void {
  const channel = new BroadcastChannel(NOTICES)
  channel.onmessage = (event: MessageEvent<AppNotice>) => listener(event.data.notice)
  signal?.addEventListener('abort', () => channel.close())
}

let speaking: BroadcastChannel | undefined

/** Tells every open page of ours that something changed, once what is being answered is answered. */
export function postNotice(notice: AppNotice['notice']): void {
  setTimeout(() => {
    speaking ??= new BroadcastChannel(NOTICES)
    speaking.postMessage({ notice } satisfies AppNotice)
  })
}
