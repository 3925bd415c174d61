import '@/components/all.css'
import './popup.css'
import { render } from 'preact'
import { i18n } from '#i18n'
import { dressDocument } from '@/components/locale'
import { callApp, onNotice } from '@/lib/platform/app-client'
import { openPage } from '@/lib/platform/pages'
import {
  activeSite,
  grantedOrigins,
  patternOf,
  removeSites,
  requestAll,
  requestSite,
} from '@/lib/platform/sites'
import { createPageCall } from '@/lib/services/page-call'
import { App } from './App'
import { createPopup } from './state'

const life = new AbortController()
addEventListener('pagehide', () => life.abort())

const state = createPopup(
  {
    call: createPageCall(callApp),
    onNotice,
    activeSite,
    letSiteAsk: requestSite,
    letAllAsk: requestAll,
    stopAsking: (whose) => removeSites(whose === 'all' ? whose : [patternOf(whose)]),
    allMayAsk: async () => (await grantedOrigins()).all,
    openPage,
    close: () => window.close(),
    now: Date.now,
  },
  life.signal,
)

dressDocument(i18n.t('popup.title'))
const root = document.getElementById('app')
if (root) render(<App state={state} now={Date.now} />, root)
void state.refresh()
