type Listener = (event: { readonly data: unknown }) => void

/** Two ends that pass structured clones, as a `MessageChannel` does, without keeping a test's process alive. */
export function createChannel(): MessageChannel {
  const end = () => ({
    onmessage: null as Listener | null,
    other: null as unknown,
    open: true,
    ...portMembers,
  })
  const [port1, port2] = [end(), end()]
  port1.other = port2
  port2.other = port1
  return { port1, port2 } as unknown as MessageChannel
}

interface End {
  onmessage: Listener | null
  other: End
  open: boolean
}

const portMembers = {
  postMessage(this: End, message: unknown): void {
    const data: unknown = structuredClone(message)
    setTimeout(() => {
      if (this.open && this.other.open) this.other.onmessage?.({ data })
    })
  },
  close(this: End): void {
    this.open = false
  },
  addEventListener(): void {},
}
