// First: the polyfill throws where a page of ours was not given the browser's interfaces.
import '@/lib/platform/not-given'
import browser from 'webextension-polyfill'

/** The one place that loads the polyfill. Rooms above get what they need as plain functions. */
export { browser }
