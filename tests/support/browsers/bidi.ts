import { WebSocket } from 'ws'
import { within } from './polling'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type Params = { readonly [key: string]: unknown }

/** A WebDriver BiDi connection (https://www.w3.org/TR/webdriver-bidi/): commands with answers, and events. */
export interface Bidi {
  send(method: string, params?: Params): Promise<Record<string, unknown>>
  on(method: string, listener: (params: Record<string, unknown>) => void): void
  close(): void
}

export async function connectBidi(url: string): Promise<Bidi> {
  const socket = new WebSocket(url, { maxPayload: 268_435_456 })
  const opened = new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve())
    socket.once('error', reject)
  })
  await within('the connection to Firefox', opened)
  const waiting = new Map<
    number,
    { method: string; resolve(value: Record<string, unknown>): void; reject(reason: Error): void }
  >()
  const listeners = new Map<string, ((params: Record<string, unknown>) => void)[]>()
  let last = 0
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Record<string, unknown>
    if (message.type === 'event') {
      for (const listener of listeners.get(String(message.method)) ?? [])
        listener(message.params as Record<string, unknown>)
      return
    }
    const call = waiting.get(message.id as number)
    waiting.delete(message.id as number)
    if (message.type === 'success') call?.resolve(message.result as Record<string, unknown>)
    else call?.reject(new Error(`${message.error}: ${message.message} (${call.method})`))
  })
  socket.on('close', () => {
    for (const call of waiting.values()) call.reject(new Error('the browser closed the connection'))
    waiting.clear()
  })
  socket.on('error', () => undefined)
  return {
    send: (method, params = {}) => {
      const answer = new Promise<Record<string, unknown>>((resolve, reject) => {
        if (socket.readyState !== WebSocket.OPEN) {
          reject(new Error('the browser closed the connection'))
          return
        }
        const id = ++last
        waiting.set(id, { method, resolve, reject })
        socket.send(JSON.stringify({ id, method, params }))
      })
      // What a page's promise may take is the business of whoever asked for it.
      return params.awaitPromise === true ? answer : within(`Firefox’s answer to ${method}`, answer)
    },
    on: (method, listener) => {
      listeners.set(method, [...(listeners.get(method) ?? []), listener])
    },
    close: () => socket.close(),
  }
}

/** A BiDi remote value as plain JSON data; what JSON cannot say becomes null. */
export function remoteToJson(remote: unknown): Json {
  const { type, value } = (remote ?? {}) as { readonly type?: string; readonly value?: unknown }
  switch (type) {
    case 'string':
    case 'boolean':
      return value as string | boolean
    case 'number':
      return typeof value === 'number' ? value : null
    case 'array':
      return (value as readonly unknown[]).map(remoteToJson)
    case 'object':
      return Object.fromEntries(
        (value as readonly (readonly [string, unknown])[]).map(([key, each]) => [key, remoteToJson(each)]),
      )
    default:
      return null
  }
}
