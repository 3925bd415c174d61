import '@/components/all.css'
import '@/components/window.css'
import { effect } from '@preact/signals'
import { render } from 'preact'
import { i18n } from '#i18n'
import { dressDocument } from '@/components/locale'
import { AppCallError, callApp, onNotice } from '@/lib/platform/app-client'
import { comeToFront, openPage } from '@/lib/platform/pages'
import { createPageCall } from '@/lib/services/page-call'
import { App } from './App'
import { watchArming } from './arming-watch'
import { createPrompt } from './state'

const life = new AbortController()
addEventListener('pagehide', () => life.abort())

/** Loaded when a passphrase is needed: what opens the vault is heavy, and a prompt must be there at once. */
async function unlocking() {
  const { createWorkspace } = await import('@/lib/services/workspace')
  return createWorkspace().unlocking
}

const state = createPrompt(
  {
    call: createPageCall(callApp),
    onNotice,
    unlock: async (passphrase) => (await (await unlocking()).unlock(passphrase)).ok,
    confirm: async (passphrase) => (await (await unlocking()).confirm(passphrase)).ok,
    openPage,
    comeToFront: () => void comeToFront(),
    prepare: async (wish) => (await import('@/lib/records/prepare')).prepareFields(wish),
    remember: (id) => history.replaceState(null, '', `#${id}`),
    close: () => window.close(),
    now: Date.now,
    codeOf: (thrown) => (thrown instanceof AppCallError ? thrown.code : null),
  },
  location.hash.slice(1),
  life.signal,
)
const isAllow = (target: EventTarget | null) => target instanceof Element && target.closest('#allow') !== null
const arming = watchArming(window, isAllow, life.signal)

// At once, not after painting: Allow must never be awake over something that was not there when it woke.
effect(() => {
  if (state.shown.value) arming.restart(state.caution.value)
})

dressDocument(i18n.t('prompt.title'))
const root = document.getElementById('app')
if (root) render(<App state={state} arming={arming} now={Date.now} />, root)
void state.refresh()
