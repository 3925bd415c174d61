/** What can go wrong with the vault itself. Messages name no value, no record and no site. */
export class VaultError extends Error {
  readonly code: VaultProblem

  constructor(code: VaultProblem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'VaultError'
    this.code = code
  }
}

/** The device has no room. Nothing was written; everything can still be read and taken out. */
export class VaultFullError extends VaultError {
  constructor(options?: ErrorOptions) {
    super('full', 'the device has no room left for the vault', options)
    this.name = 'VaultFullError'
  }
}

export type VaultProblem =
  /** The vault was closed. */
  | 'closed'
  /** The device has no room; nothing was written, everything can still be read. */
  | 'full'
  /** One value does not fit into a segment. */
  | 'too-large'
  /** A vault, or a trace of one, is already there. */
  | 'exists'
  /** The log is gone, or only an older part of it is left: ask `examineVault`. */
  | 'lost'
  /** IndexedDB cannot be used here. */
  | 'unusable'
  /** The key opens nothing that is there. */
  | 'wrong-key'
  /** The database could not be reached, also after several attempts. */
  | 'unreachable'

export function vaultError(code: VaultProblem, cause?: unknown): VaultError {
  const texts: { readonly [code in VaultProblem]: string } = {
    closed: 'the vault is closed',
    full: 'the device has no room left for the vault',
    'too-large': 'a value is too large for the vault',
    exists: 'there is a vault already',
    lost: 'the log is missing or older than it should be',
    unusable: 'the database cannot be used here',
    'wrong-key': 'the key does not open this vault',
    unreachable: 'the database cannot be reached',
  }
  if (code === 'full') return new VaultFullError(cause === undefined ? undefined : { cause })
  return new VaultError(code, texts[code], cause === undefined ? undefined : { cause })
}

/** The disk cannot be read or takes nothing just now; what was read before is as good as it was. */
export function isOutOfReach(error: unknown): boolean {
  return error instanceof VaultError && (error.code === 'unreachable' || error.code === 'full')
}

/** Name of a DOMException, or of whatever else was thrown. */
export function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : ''
}
