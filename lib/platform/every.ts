/** Calls `work` every `milliseconds` until the signal ends. */
export function every(milliseconds: number, work: () => void, signal: AbortSignal): void {
  const timer = setInterval(work, milliseconds)
  signal.addEventListener('abort', () => clearInterval(timer), { once: true })
}
