/** A key slot: the root key wrapped for one way to unlock (as in LUKS). Layout and rules: docs/FORMAT.md. */
export interface KdfParameters {
  readonly algorithm: 'argon2id'
  /** Memory in KiB, passes, lanes. */
  readonly memory: number
  readonly passes: number
  readonly lanes: number
}

export interface Slot {
  readonly id: Uint8Array
  readonly kind: 'passphrase' | 'recovery'
  readonly created: number
  /** null for the recovery phrase, whose entropy is full. */
  readonly kdf: KdfParameters | null
  readonly salt: Uint8Array
  readonly nonce: Uint8Array
  readonly commitment: Uint8Array
  readonly wrapped: Uint8Array
}

export interface SlotTable {
  readonly vaultId: Uint8Array
  readonly slots: readonly Slot[]
}

/** Argon2id as somebody else runs it (a worker, Node): passphrase bytes, salt and parameters in, 32 bytes out. */
export type DeriveKey = (passphrase: Uint8Array, salt: Uint8Array, kdf: KdfParameters) => Promise<Uint8Array>
