import browser from 'webextension-polyfill'

/** The one place that loads the polyfill. Rooms above get what they need as plain functions. */
export { browser }
