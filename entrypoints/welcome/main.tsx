import '@/components/all.css'
import './welcome.css'
import { render } from 'preact'
import { i18n } from '#i18n'
import { dressDocument } from '@/components/locale'
import { callApp } from '@/lib/platform/app-client'
import { deviceName } from '@/lib/platform/device-name'
import { every } from '@/lib/platform/every'
import { download, openPage, openUrl } from '@/lib/platform/pages'
import { grantedOrigins, removeSites, requestAll, requestPatterns } from '@/lib/platform/sites'
import { App } from './App'
import { createWelcome } from './state'

const life = new AbortController()
addEventListener('pagehide', (event) => {
  if (!event.persisted) life.abort()
})

/** `npm start` opens this page with the port of the example shop on this machine; nothing else is taken from the address. */
const port = /^#shop=(\d{2,5})$/.exec(location.hash)?.[1]

// What opens the vault is heavier than the page that makes it.
const { createWorkspace } = await import('@/lib/services/workspace')
const { session, unlocking, open, readBackup, readJoined, joinFromFolder, isEncrypted } = createWorkspace()
const welcome = createWelcome(
  {
    session,
    unlocking,
    open,
    callApp,
    readBackup,
    isEncrypted,
    sites: { grantedOrigins, requestAll, removeAll: () => removeSites('all') },
    askPlaces: requestPatterns,
    readJoined,
    folders: () => import('@/lib/platform/folders').then((module) => module.createFolderPicks()),
    joinFromFolder,
    deviceName,
    every,
    download,
    openDashboard: (hash) => void openPage('dashboard', hash),
    wantsRestore: () => location.hash === '#restore',
    goToDashboard: () => location.replace('/dashboard.html'),
    openShop: port === undefined ? null : () => void openUrl(`http://127.0.0.1:${port}/shop/`),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    chance: Math.random,
    languages: navigator.languages,
    now: Date.now,
  },
  life.signal,
)

dressDocument(i18n.t('welcome.title'))
void welcome.look()
// The dashboard sends a page that is open already on by its address.
addEventListener('hashchange', () => void welcome.arrive())
const root = document.getElementById('app')
if (root) render(<App welcome={welcome} />, root)
