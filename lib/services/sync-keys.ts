import { fromUtf8, toBase64Url, utf8 } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'

/** What a device keeps beside its log (lib/vault/own.ts). */
export interface Own {
  readonly signing: string
  readonly exchange: string
  readonly epochs: { readonly [id: string]: string }
  /** What it was before another went on under the same id: what was wrapped to that is for it as well. */
  readonly former?: readonly { readonly id: string; readonly signing: string; readonly exchange: string }[]
  /** What the person called this device when it was let in. */
  readonly name?: string
  /** The places it joined over: where there are none in the log yet, it is read there. */
  readonly places?: Json
}

/** What a device keeps for itself: keys that are made with its id, so that whoever has a copy of its disk has both or neither. */
export function freshOwn(random: RandomBytes): Uint8Array {
  return utf8(JSON.stringify(newOwn(random)))
}

export function newOwn(random: RandomBytes): Own {
  return { signing: toBase64Url(random(32)), exchange: toBase64Url(random(32)), epochs: {} }
}

/** @returns null where there is nothing that a device could go on with. */
export function parseOwn(bytes: Uint8Array | null): Own | null {
  if (!bytes) return null
  const value = JSON.parse(fromUtf8(bytes)) as Own
  return typeof value.signing === 'string' && typeof value.exchange === 'string' ? value : null
}
