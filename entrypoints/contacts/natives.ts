/**
 * What the page's world had before any script of the page ran. Everything is taken once, first thing, and nothing looked up
 * later, so that a page that changed its prototypes cannot make this script do other than it says. It has nothing to hide from
 * a page: whatever it sends and gets the page could send and get itself.
 */

/** `uncurry(f)(it, ...rest)` is `f.call(it, ...rest)`, whatever becomes of `call`. */
const uncurry = Function.prototype.bind.bind(Function.prototype.call) as <It, Rest extends unknown[], Value>(
  method: (this: It, ...rest: Rest) => Value,
) => (it: It, ...rest: Rest) => Value

export const { freeze, defineProperty, getOwnPropertyDescriptor, hasOwn } = Object

const accessors = (made: { readonly prototype: object }, name: string): PropertyDescriptor =>
  getOwnPropertyDescriptor(made.prototype, name) as PropertyDescriptor

/** Globals, and functions of `window`, which need no `this` of their own. */
export let Channel: typeof MessageChannel
export let Later: PromiseConstructor
export let WrongType: ErrorConstructor
export let Problem: typeof DOMException
export let Bytes: Uint8ArrayConstructor
export let post: (message: object, to: string, ports: Transferable[]) => void
export let after: typeof setTimeout
export let forget: typeof clearTimeout
export let origin: string
export let owner: Navigator
/** Whether there is a user gesture right now (HTML Standard, transient activation). */
export let isActive: () => boolean
export let send: (port: MessagePort, message: object) => void
export let close: (port: MessagePort) => void
export let setListener: (port: MessagePort, listener: (event: MessageEvent) => void) => void
export let dataOf: (event: MessageEvent) => unknown
export let fill: (bytes: Uint8Array) => Uint8Array
export let split: (text: string, at: string) => string[]

/** Before anything else here is used. */
export function takeNatives(): void {
  ;({
    MessageChannel: Channel,
    Promise: Later,
    TypeError: WrongType,
    DOMException: Problem,
    Uint8Array: Bytes,
    postMessage: post,
    setTimeout: after,
    clearTimeout: forget,
    location: { origin },
    navigator: owner,
  } = globalThis)
  isActive = accessors(UserActivation, 'isActive').get?.bind(owner.userActivation) as () => boolean
  send = uncurry(MessagePort.prototype.postMessage as (this: MessagePort, message: object) => void)
  close = uncurry(MessagePort.prototype.close)
  setListener = uncurry(accessors(MessagePort, 'onmessage').set as (this: MessagePort, to: unknown) => void)
  dataOf = uncurry(accessors(MessageEvent, 'data').get as (this: MessageEvent) => unknown)
  fill = crypto.getRandomValues.bind(crypto)
  split = uncurry(String.prototype.split as (this: string, at: string) => string[])
}

/** @throws TypeError where it is not so. */
export function must(good: unknown, message: string): void {
  if (!good) throw new WrongType(message)
}

/** Whether a method was called on what it belongs to (WebIDL). @throws TypeError where not. */
export const mustBe = (value: unknown, it: object): void => must(value === it, 'Illegal invocation')

/** The value of an own member: what lies on a prototype is nobody's answer. */
export function own(value: unknown, name: string): unknown {
  return typeof value === 'object' && value && hasOwn(value, name)
    ? (value as { readonly [name: string]: unknown })[name]
    : undefined
}
