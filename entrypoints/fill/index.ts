/**
 * Put into a page only when the person pressed the popup's button, the entry on a field, or the keys. Ends with what they
 * wanted. A page that has it already goes on with the same one.
 */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { begin } from './begin'
import type { FillRuntime } from './line'

declare const chrome: { readonly runtime: FillRuntime }

export default defineUnlistedScript(() => begin(window, chrome.runtime))
