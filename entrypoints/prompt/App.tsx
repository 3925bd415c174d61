import { LockKeyhole } from 'lucide-preact'
import { i18n } from '#i18n'
import { collectionName } from '@/components/collection-words'
import { Icon } from '@/components/Icon'
import { inSentence } from '@/components/labels'
import { Notice } from '@/components/Notice'
import { Offer } from '@/components/Offer'
import { Resembles } from '@/components/Resembles'
import { Section } from '@/components/Section'
import { Spinner } from '@/components/Spinner'
import { UnlockForm } from '@/components/UnlockForm'
import type { PromptView } from '@/lib/protocol/app'
import type { ArmingWatch } from './arming-watch'
import { choiceOf, chooseForm, chooseRecord, tickClaim, tickLine } from './choices'
import { pickOf, pickRecords, tickAction, tickCollection, tickField, tickNewToo } from './picks'
import type { PromptState } from './state'
import { CollectionRow } from './views/CollectionRow'
import { Foot } from './views/Foot'
import { HowLong } from './views/HowLong'
import { Room } from './views/Room'
import { Row } from './views/Row'
import { Rules } from './views/Rules'
import { Says } from './views/Says'
import { Standing } from './views/Standing'
import { Who } from './views/Who'
import { lineLabel } from './views/words'

export interface AppProps {
  readonly state: PromptState
  readonly arming: ArmingWatch
  readonly now: () => number
}

export function App({ state, arming, now }: AppProps) {
  const { phase, view } = state
  if (phase.value === 'broken') {
    return (
      <main class="prompt">
        <Notice
          kind="danger"
          live
          action={{ label: i18n.t('prompt.try_again'), onPress: () => void state.refresh() }}
        >
          {i18n.t('prompt.unreachable')}
        </Notice>
      </main>
    )
  }
  if (!view.value) {
    return (
      <main class="prompt prompt-loading">
        <Spinner label={i18n.t('common.loading')} />
      </main>
    )
  }
  return <Request state={state} view={view.value} arming={arming} now={now()} />
}

interface RequestProps {
  readonly state: PromptState
  readonly view: PromptView
  readonly arming: ArmingWatch
  readonly now: number
}

function Request({ state, view, arming, now }: RequestProps) {
  return (
    <>
      <main class="prompt">
        {view.resembles ? <Resembles site={view.site} resembles={view.resembles} /> : null}
        <Who view={view} now={now} />
        {view.quota ? null : <Says view={view} />}
        <Body state={state} view={view} now={now} />
      </main>
      <Feet state={state} view={view} arming={arming} />
    </>
  )
}

function Body({ state, view, now }: Omit<RequestProps, 'arming'>) {
  if (view.locked) return <Locked state={state} />
  return (
    <>
      {view.quota ? (
        <Room quota={view.quota} />
      ) : view.offer ? (
        <Offer offer={view.offer} draft={state.draft.value} onChange={state.setDraft} />
      ) : (
        <What state={state} view={view} now={now} />
      )}
      <Trouble state={state} />
    </>
  )
}

function Locked({ state }: { readonly state: PromptState }) {
  return (
    <section class="card stack">
      <p class="with-icon">
        <Icon of={LockKeyhole} />
        <span>{i18n.t('prompt.locked')}</span>
      </p>
      <UnlockForm focus onUnlock={state.unlock} onPhrase={() => void state.recover()} />
    </section>
  )
}

function What({ state, view, now }: Omit<RequestProps, 'arming'>) {
  const { choices, choose, picks, pick, rows } = state
  return (
    <>
      <Standing view={view} />
      <Rules rules={view.rules ?? []} />
      <Section title={i18n.t(view.collections?.length ? 'asking.asks_for' : 'prompt.leave')}>
        <ul class="gives">
          {view.lines.map((line) => (
            <Row
              key={line.key}
              line={line}
              choice={choiceOf(choices.value, line)}
              onTick={(on) => choose((all) => tickLine(all, line, on))}
              onTickClaim={(claim, on) => choose((all) => tickClaim(all, line, claim, on))}
              onRecord={(record) => choose((all) => chooseRecord(all, line, record))}
              onForm={(form) => choose((all) => chooseForm(all, line, form))}
              onAdd={() => void state.add(line.collection)}
            />
          ))}
          {(view.collections ?? []).map((line) => (
            <CollectionRow
              key={line.collection}
              line={line}
              pick={pickOf(picks.value, line)}
              asking={view.site.origin}
              rows={rows.value[line.collection] ?? null}
              onTick={(on) => pick((all) => tickCollection(all, line, on))}
              onAction={(action, on) => pick((all) => tickAction(all, line, action, on))}
              onField={(field, on) => pick((all) => tickField(all, line, field, on))}
              onRecords={(ids, on) => pick((all) => pickRecords(all, line, ids, on))}
              onNewToo={(on) => pick((all) => tickNewToo(all, line, on))}
              onLoad={() => void state.loadRecords(line)}
            />
          ))}
        </ul>
      </Section>
      {state.unconfirmed.value ? (
        <section class="card stack">
          <p class="with-icon">
            <Icon of={LockKeyhole} />
            <span>{i18n.t('prompt.confirm')}</span>
          </p>
          <UnlockForm onUnlock={state.confirm} action={i18n.t('prompt.confirm_action')} />
        </section>
      ) : null}
      {view.collections?.some(({ most }) => most !== undefined) ? null : (
        <HowLong
          term={state.term.value}
          access={view.access}
          now={now}
          limits={state.limits.value}
          onChange={state.setTerm}
        />
      )}
    </>
  )
}

function Trouble({ state }: { readonly state: PromptState }) {
  const trouble = state.trouble.value
  if (trouble === null) return null
  return (
    <Notice kind="danger" live>
      {trouble === 'storage-full' ? i18n.t('prompt.storage_full') : i18n.t('prompt.broken')}
    </Notice>
  )
}

/** What Allow would do, in a few words. */
function statusOf(view: PromptView, leaving: number): string {
  if (view.quota) return ''
  if (view.offer) return i18n.t('asking.keep_ready')
  const collections = view.collections?.length ?? 0
  const counts: [string, string] = [String(leaving), String(view.lines.length + collections)]
  return collections > 0
    ? i18n.t('asking.given', leaving, counts)
    : i18n.t('prompt.of_leave', leaving, counts)
}

function Feet({ state, view, arming }: Omit<RequestProps, 'now'>) {
  const { deny } = state
  const lasting = view.locked
    ? []
    : [
        { label: i18n.t('prompt.not_now'), onSelect: () => void deny('once') },
        { label: i18n.t('prompt.refuse_hour'), onSelect: () => void deny('hour') },
        { label: i18n.t('prompt.refuse_always'), onSelect: () => void deny('always') },
        ...view.lines.map((line) => ({
          label: i18n.t('prompt.refuse_claim', [inSentence(lineLabel(line))]),
          onSelect: () =>
            void deny(
              'always',
              line.claims.map(({ claim }) => claim),
            ),
        })),
        ...(view.collections ?? []).map(({ collection }) => ({
          label: i18n.t('prompt.refuse_claim', [inSentence(collectionName(collection))]),
          onSelect: () => void deny('always', [collection]),
        })),
      ]
  const allow = {
    label: view.offer ? i18n.t('asking.keep') : i18n.t('prompt.allow'),
    status: statusOf(view, state.leaving.value),
    ready: state.ready.value,
    armed: arming.armed.value,
    share: arming.share.value,
    onPress: (event: MouseEvent) => {
      if (arming.accepts(event)) void state.allow()
    },
  }
  return (
    <Foot
      allow={view.locked ? null : allow}
      busy={state.sending.value}
      refusals={lasting}
      onDeny={() => void deny('once')}
      focusKey={view.locked ? null : `${view.id} ${state.confirmed.value}`}
    />
  )
}
