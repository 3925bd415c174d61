import { readMultiple, readProperties } from './arguments'
import { exposeAddress, exposeManager } from './interfaces'
import { ask } from './line'
import { contactInfo, fieldsOf } from './mapping'
import {
  defineProperty,
  getOwnPropertyDescriptor,
  isActive,
  must,
  mustBe,
  own,
  owner,
  Problem,
  takeNatives,
} from './natives'

/**
 * `navigator.contacts` (W3C Contact Picker API), for a page in a browser that has none of its own, answered by the person's
 * own contacts. Steps and errors are those of the sections "select()" and "Contact Picker":
 *
 * - Not at the top: it is not there. No transient activation: `SecurityError`; open already: `InvalidStateError`; nothing asked
 *   for: `TypeError`. What is no sequence of the five properties is a `TypeError` before all of them (WebIDL).
 * - Cancelled, and every other kind of no: an empty list. No answer to be had: `InvalidStateError`.
 * - A script cannot use up an activation, as the browser's own would.
 */
export function installContacts(): void {
  if (top !== window || !isSecureContext || 'contacts' in navigator) return
  takeNatives()
  const newAddress = exposeAddress()
  let isShowing = false

  const manager = exposeManager(async (properties, options) => {
    const wanted = readProperties(properties)
    // The most that a pick may be of (docs/PROTOCOL.md).
    const most = readMultiple(options) ? 1_000 : 1
    if (!isActive()) throw new Problem('No gesture', 'SecurityError')
    if (isShowing) throw new Problem('Open', 'InvalidStateError')
    const fields = fieldsOf(wanted)
    must(fields.length || wanted.icon, 'No property')
    const picked: object[] = []
    // Pictures alone: no contact has one, so there is nothing to ask the person for.
    if (!fields.length) return picked
    isShowing = true
    try {
      const contacts = { actions: ['read'], fields, required: true, most }
      const ok = await ask({ collections: { contacts } })
      const records = (own(own(ok, 'picked'), 'contacts') ?? []) as readonly unknown[]
      for (let at = 0; at < records.length; at++)
        picked[at] = contactInfo(own(records[at], 'value'), wanted, newAddress)
      return picked
    } finally {
      isShowing = false
    }
  })
  const attribute = {
    get contacts() {
      mustBe(this, owner)
      return manager
    },
  }
  defineProperty(
    Navigator.prototype,
    'contacts',
    getOwnPropertyDescriptor(attribute, 'contacts') as PropertyDescriptor,
  )
}
