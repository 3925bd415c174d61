/** Values on their way out: copied as plain JSON, or refused with the member that JSON cannot carry. */
import type { Json } from '@/lib/sdk/types'

const MAX_DEPTH = 16
const UNSAFE = ['__proto__', 'constructor', 'prototype']

/**
 * Nothing is dropped or turned into something else, as `JSON.stringify` would.
 * @param at what to call it in the error, such as `value.title`.
 * @param depth how many more levels there may be.
 * @throws TypeError such as `value.when is a Date, which JSON cannot carry`.
 */
export function plain(value: unknown, at: string, depth = MAX_DEPTH - 1): Json {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError(`${at} holds a lone surrogate`)
    return value
  }
  if (typeof value !== 'object') throw new TypeError(`${at} is ${named(value)}, which JSON cannot carry`)
  if (depth === 0) throw new TypeError(`${at} is deeper than ${MAX_DEPTH} levels, or a cycle`)
  if (Array.isArray(value)) return Array.from(value, (item, i) => plain(item, `${at}[${i}]`, depth - 1))
  if (!isPlain(value)) throw new TypeError(`${at} is a ${value.constructor?.name}, which JSON cannot carry`)
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, plain(item, member(at, name), depth - 1)]),
  )
}

/** The name of a member for errors. @throws TypeError for one that no value may have. */
export function member(at: string, name: string): string {
  if (UNSAFE.includes(name)) throw new TypeError(`${at}: a member may not be called ${name}`)
  if (!name.isWellFormed()) throw new TypeError(`${at}: a name holds a lone surrogate`)
  return `${at}.${name}`
}

/** An object literal, or one without a prototype; also of another realm. */
export function isPlain(value: unknown): value is { readonly [member: string]: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const proto: unknown = Object.getPrototypeOf(value)
  return proto === null || Object.getPrototypeOf(proto) === null
}

function named(value: unknown): string {
  return typeof value === 'number' ? String(value) : typeof value === 'bigint' ? 'a BigInt' : typeof value
}
