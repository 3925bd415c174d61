const NAMES = ['NotAllowedError', 'AbortError', 'SecurityError', 'InvalidStateError', 'QuotaExceededError']

/** @returns the error a page sees for what came over the wire: always one of the closed list, whatever was sent. */
export function wireError(error: unknown): Error {
  const { name, message } = Object(error) as { name?: unknown; message?: unknown }
  const text = typeof message === 'string' ? message.slice(0, 300) : ''
  if (name === 'TypeError') return new TypeError(text)
  return new DOMException(text, NAMES.includes(name as string) ? (name as string) : 'NotAllowedError')
}

export function aborted(message: string): Error {
  return new DOMException(message, 'AbortError')
}

/** Stands for everything an answer can be that it must not be. */
export function malformed(): Error {
  return aborted('The answer is malformed')
}
