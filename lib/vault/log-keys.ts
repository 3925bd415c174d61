import type { Secret } from '@/lib/base/secret'
import { deriveKey32 } from '@/lib/crypto/keys'

/** The root key, wrapped or as 32 bytes. The vault keeps no reference to it. */
export type RootKey = Secret | Uint8Array

/** What the log is sealed with. */
export interface LogKeys {
  readonly segments: Uint8Array
  readonly head: Uint8Array
  /** Of what this device alone keeps. */
  readonly device: Uint8Array
}

export function deriveLogKeys(root: RootKey): LogKeys {
  const bytes = rootBytes(root)
  return {
    segments: deriveKey32(bytes, 'segments'),
    head: deriveKey32(bytes, 'head'),
    device: deriveKey32(bytes, 'device'),
  }
}

/** What the keys of attachments are derived from (lib/vault/blob.ts). */
export function deriveBlobKey(root: RootKey): Uint8Array {
  return deriveKey32(rootBytes(root), 'documents')
}

export function rootBytes(root: RootKey): Uint8Array {
  return root instanceof Uint8Array ? root : root.reveal()
}

export function copyKeys({ segments, head, device }: LogKeys): LogKeys {
  return { segments: segments.slice(), head: head.slice(), device: device.slice() }
}

export function forgetKeys(keys: LogKeys): void {
  keys.segments.fill(0)
  keys.head.fill(0)
  keys.device.fill(0)
}
