/** Key material that prints as `[secret]` and can be forgotten. JavaScript promises no wiping; this does what it can. */
export class Secret {
  #bytes: Uint8Array | null

  /** Takes the bytes over: the caller keeps no copy. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** @throws Error after `forget`. */
  reveal(): Uint8Array {
    if (!this.#bytes) throw new Error('secret was forgotten')
    return this.#bytes
  }

  forget(): void {
    this.#bytes?.fill(0)
    this.#bytes = null
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }
}
