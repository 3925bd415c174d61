/**
 * The Contact Picker for pages (docs/decisions/contact-picker.md). It runs in the page's own world, so it holds nothing that a
 * page may not have: it asks over the site protocol, as the page could itself, and the background decides. It is registered only
 * while the person has the option on, and only for the sites it is on for; it is the one script of ours that `window` shows.
 */
import { installContacts } from './install'

/** `globalName: false`: in the page's world a name of the script's own would be one on `window`. */
export default {
  globalName: false,
  main(): void {
    installContacts()
  },
}
