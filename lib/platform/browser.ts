// First: nothing below works where a page of ours was not given the browser's interfaces.
import '@/lib/platform/not-given'
import type browserType from 'webextension-polyfill'

const given = globalThis as { readonly browser?: unknown; readonly chrome?: unknown }

/**
 * The interfaces of an extension. Both browsers answer with promises under manifest 3, each under its own name, so nothing
 * needs to be wrapped; the package is there for its types. Rooms above get what they need as plain functions.
 */
export const browser = (given.browser ?? given.chrome) as typeof browserType
