/**
 * Firefox opens our pages in permanent private browsing, and in any private window by their address, without the interfaces
 * of an extension. Nothing can work there, not even our translations: the page says so instead of staying empty.
 */
const TITLE = 'This window cannot keep a vault'
const TEXT =
  'The browser gives Selfstead no place to keep data here. Firefox does this in private browsing, or when it is set never to remember history. Open a normal window, or in Firefox’s settings under Privacy choose “Remember history”, then open Selfstead again. Nothing was changed.'

const given = globalThis as {
  readonly browser?: unknown
  readonly chrome?: { readonly runtime?: { readonly id?: string } }
}

if (
  typeof document !== 'undefined' &&
  given.browser === undefined &&
  given.chrome?.runtime?.id === undefined
) {
  const title = document.createElement('h1')
  title.textContent = TITLE
  const text = document.createElement('p')
  text.textContent = TEXT
  const door = document.createElement('main')
  door.className = 'door'
  door.append(title, text)
  document.body.append(door)
}

export {}
