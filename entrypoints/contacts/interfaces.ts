/** Interfaces as WebIDL has them seen: what feature detection and a curious page look at. */
import { type AddressParts, addressParts, PROPERTIES } from './mapping'
import { defineProperty, getOwnPropertyDescriptor, must, mustBe } from './natives'

/** Whoever constructs with this made it here. */
const KEY = {}

/** Puts an interface on `window`, where it is not there already. Its own members are enumerable, the interface is not. */
function expose(made: { readonly prototype: object }, name: string, methods: readonly string[]): void {
  const { prototype } = made
  const named = { value: name, configurable: true }
  defineProperty(made, 'name', named)
  defineProperty(prototype, Symbol.toStringTag, named)
  for (const method of methods) defineProperty(prototype, method, { enumerable: true })
  if (!(name in globalThis))
    defineProperty(globalThis, name, { value: made, writable: true, configurable: true })
}

/** `ContactAddress` (Contact Picker API, section "ContactAddress"). @returns what makes one. */
export function exposeAddress(): (parts: AddressParts) => object {
  let partsOf: (address: ContactAddress) => AddressParts
  class ContactAddress {
    readonly #parts: AddressParts
    constructor()
    constructor(key?: unknown, parts?: AddressParts) {
      must(key === KEY, 'Illegal constructor')
      this.#parts = parts as AddressParts
    }
    static {
      partsOf = (address) => address.#parts
    }
    toJSON(): object {
      return { ...partsOf(this) }
    }
  }
  for (const name in addressParts(() => '')) {
    const member = {
      get [name](): unknown {
        return partsOf(this as never)[name as keyof AddressParts]
      },
    }
    defineProperty(
      ContactAddress.prototype,
      name,
      getOwnPropertyDescriptor(member, name) as PropertyDescriptor,
    )
  }
  expose(ContactAddress, 'ContactAddress', ['toJSON'])
  const Made = ContactAddress as unknown as new (key: object, parts: AddressParts) => object
  return (parts) => new Made(KEY, parts)
}

/**
 * `ContactsManager` (Contact Picker API, section "ContactsManager").
 * @param select its method, after the conversion of `this`. @returns its one instance.
 */
export function exposeManager(
  select: (properties: unknown, options: unknown) => Promise<readonly object[]>,
): object {
  class ContactsManager {
    constructor() {
      must(false, 'Illegal constructor')
    }
    async getProperties(): Promise<readonly string[]> {
      mustBe(this, manager)
      const properties: string[] = []
      for (const property in PROPERTIES) properties[properties.length] = property
      return properties
    }
    // Defaulted, so that its `length` is the one WebIDL gives it.
    async select(properties: unknown, options: unknown = undefined): Promise<readonly object[]> {
      mustBe(this, manager)
      return select(properties, options)
    }
  }
  expose(ContactsManager, 'ContactsManager', ['getProperties', 'select'])
  const manager: object = Object.create(ContactsManager.prototype)
  return manager
}
