import { render } from 'preact'
import '@/components/all.css'
import './dashboard.css'
import { i18n } from '#i18n'
import { dressDocument } from '@/components/locale'
import { callApp, onNotice } from '@/lib/platform/app-client'
import { every } from '@/lib/platform/every'
import { download, openPage, openUrl } from '@/lib/platform/pages'
import {
  grantedOrigins,
  onSitesChanged,
  removeSites,
  requestAll,
  requestPatterns,
} from '@/lib/platform/sites'
import { App } from './App'
import { createState } from './state'
import { createSiteViews } from './state/site-views'

const lifetime = new AbortController()
addEventListener('pagehide', (event) => {
  // A page kept by the browser to come back to goes on where it was.
  if (!event.persisted) lifetime.abort()
})

dressDocument(i18n.t('extension.name'))
// What opens the vault is heavier than the page that waits for it.
const { createWorkspace } = await import('@/lib/services/workspace')
const { session, unlocking, open } = createWorkspace()
const state = createState(
  {
    session,
    unlocking,
    open,
    siteView: createSiteViews(),
    callApp,
    onNotice,
    sites: { grantedOrigins, requestAll, removeSites, onChanged: onSitesChanged },
    askPlace: (pattern) => requestPatterns([pattern]),
    folders: () => import('@/lib/platform/folders').then((module) => module.createFolderPicks()),
    storage: {
      persisted: async () => (await navigator.storage?.persisted?.()) ?? false,
      persist: async () => (await navigator.storage?.persist?.()) ?? false,
    },
    languages: navigator.languages,
    openUrl: (url) => void openUrl(url),
    openWelcome: (hash) => void openPage('welcome', hash),
    download: (name, type, content) =>
      download(name, typeof content === 'string' ? new TextEncoder().encode(content) : content, type),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    now: Date.now,
    every,
  },
  lifetime.signal,
)

void state.dashboard.look()
const root = document.getElementById('app')
if (root) render(<App state={state} />, root)
