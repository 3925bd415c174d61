/** Between the five properties of the Contact Picker API and the fields of a record of `contacts`. */
import { freeze, own, split } from './natives'

/**
 * In the order of the specification's `ContactProperty`. Without a prototype, as `Wanted` too: what a page puts on
 * `Object.prototype` is none of them.
 */
export const PROPERTIES: { readonly [property: string]: unknown } = {
  __proto__: null,
  address: 1,
  email: 1,
  icon: 1,
  name: 1,
  tel: 1,
}

/** Properties that a page asks for. */
export type Wanted = { [property: string]: unknown }

export type Text = (field: string) => string

/** Members of a `ContactAddress`, in the order of the specification. Those of which a contact holds nothing are empty. */
export function addressParts(text: Text) {
  const street = text('street-address')
  return {
    city: text('address-level2'),
    country: text('country'),
    dependentLocality: '',
    organization: '',
    phone: '',
    postalCode: text('postal-code'),
    recipient: '',
    region: text('address-level1'),
    sortingCode: '',
    addressLine: freeze(street ? split(street, '\n') : []),
  }
}
export type AddressParts = ReturnType<typeof addressParts>

/**
 * Fields to ask for: of an address its own parts only, for pictures none, since a contact has none; the other properties are
 * fields of the same name.
 */
export function fieldsOf(wanted: Wanted): readonly string[] {
  const fields: string[] = []
  for (const property in wanted) {
    if (property === 'address')
      addressParts((field) => {
        fields[fields.length] = field
        return ''
      })
    else if (property !== 'icon') fields[fields.length] = property
  }
  return fields
}

/**
 * A record as a `ContactInfo`: each property asked for is a list, empty where the contact has none or the person left it
 * out, which cannot be told apart (Contact Picker API, section "Contact Picker").
 * @param value of the record; whatever of it is no text is not there.
 */
export function contactInfo(
  value: unknown,
  wanted: Wanted,
  newAddress: (parts: AddressParts) => object,
): { readonly [property: string]: readonly unknown[] } {
  const text: Text = (field) => {
    const found = own(value, field)
    return typeof found === 'string' ? found : ''
  }
  const info: { [property: string]: readonly unknown[] } = {}
  const parts = addressParts(text)
  const isThere = parts.city + parts.country + parts.postalCode + parts.region || parts.addressLine.length
  for (const property in PROPERTIES) {
    if (!wanted[property]) continue
    const found = property === 'address' ? isThere && newAddress(parts) : text(property)
    info[property] = found ? [found] : []
  }
  return info
}
