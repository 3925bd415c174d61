import type { CDPSession } from '@playwright/test'

type Answer = { readonly [member: string]: unknown }

interface Line {
  readonly id: string
  readonly waiting: Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>
  last: number
}

const lines = new WeakMap<CDPSession, Map<string, Line>>()

/**
 * Sends one command to the inspector of the service worker under `base`. Playwright gives workers no session of their own, so
 * the browser's carries it.
 */
export async function inspectWorker(
  session: CDPSession,
  base: string,
  method: string,
  params: object = {},
): Promise<Answer> {
  const { targetInfos } = await session.send('Target.getTargets')
  const worker = targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(base))
  if (!worker) throw new Error('the background does not run')
  const line = await lineTo(session, worker.targetId)
  const id = ++line.last
  const answer = new Promise<Answer>((resolve, reject) => line.waiting.set(id, { resolve, reject }))
  const message = JSON.stringify({ id, method, params })
  await session.send('Target.sendMessageToTarget', { message, sessionId: line.id })
  return await answer
}

async function lineTo(session: CDPSession, target: string): Promise<Line> {
  const known = lines.get(session)?.get(target)
  if (known) return known
  if (!lines.has(session)) {
    lines.set(session, new Map())
    session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
      const { id, result, error } = JSON.parse(message)
      const from = [...(lines.get(session)?.values() ?? [])].find((line) => line.id === sessionId)
      const waiting = from?.waiting.get(id)
      from?.waiting.delete(id)
      if (error) waiting?.reject(new Error(error.message))
      else waiting?.resolve(result)
    })
  }
  const { sessionId } = await session.send('Target.attachToTarget', { targetId: target, flatten: false })
  const line: Line = { id: sessionId, waiting: new Map(), last: 0 }
  lines.get(session)?.set(target, line)
  return line
}
