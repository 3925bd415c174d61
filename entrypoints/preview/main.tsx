import '@/components/all.css'
import '@/components/window.css'
import './preview.css'
import { render } from 'preact'
import { i18n } from '#i18n'
import { dressDocument } from '@/components/locale'
import { AppCallError, callApp, onNotice } from '@/lib/platform/app-client'
import { comeToFront, openPage } from '@/lib/platform/pages'
import { createPageCall } from '@/lib/services/page-call'
import { App } from './App'
import { watchPresses } from './presses'
import { reduce } from './reduce'
import { createPreview } from './state'

const life = new AbortController()
addEventListener('pagehide', () => life.abort())

/** Loaded when a passphrase is needed: what opens the vault is heavy, and the preview must be there at once. */
async function unlocking() {
  const { createWorkspace } = await import('@/lib/services/workspace')
  return createWorkspace().unlocking
}

const state = createPreview(
  {
    call: createPageCall(callApp),
    onNotice,
    match: async (page) => (await import('@/lib/forms/match')).match(page),
    places: async () => (await import('@/lib/forms/places')).places,
    prepare: async (wish) => (await import('@/lib/records/prepare')).prepareFields(wish),
    reduce,
    unlock: async (passphrase) => (await (await unlocking()).unlock(passphrase)).ok,
    confirm: async (passphrase) => (await (await unlocking()).confirm(passphrase)).ok,
    openPage,
    comeToFront: () => void comeToFront(),
    close: () => window.close(),
    codeOf: (thrown) => (thrown instanceof AppCallError ? thrown.code : null),
  },
  location.hash.slice(1),
  life.signal,
)
const presses = watchPresses(window, life.signal)
addEventListener(
  'keydown',
  (event) => {
    // A menu, a list or a text being composed has its own use for it.
    if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) state.close()
  },
  { signal: life.signal },
)

dressDocument(i18n.t('fill.title'))
const root = document.getElementById('app')
if (root) render(<App state={state} presses={presses} />, root)
void state.refresh()
