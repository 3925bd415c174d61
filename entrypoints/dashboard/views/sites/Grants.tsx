import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Lazy } from '@/components/Lazy'
import { Section } from '@/components/Section'
import { dateText } from '@/components/time-text'
import type { State } from '@/entrypoints/dashboard/state'
import { keepFocus } from '@/entrypoints/dashboard/views/Page'
import type { StandingGrant } from '@/lib/grants/grant'
import { GrantCard } from './GrantCard'

const loadPick = () => import('./PickDialog').then((module) => module.PickDialog)
const loadEnd = () => import('./EndDialog').then((module) => module.EndDialog)

/** What is open above the page: records of a collection to choose, or a nearer end. */
type Asked =
  | { readonly at: 'pick'; readonly grant: string; readonly collection: string }
  | { readonly at: 'end'; readonly grant: string }

/** What a site was allowed: what stands, with every way to take some of it back, and what has ended. */
export function Grants({
  state,
  name,
  grants,
}: {
  readonly state: State
  readonly name: string
  readonly grants: readonly StandingGrant[]
}) {
  const { sites, edges, toasts } = state
  const [asked, setAsked] = useState<Asked | null>(null)
  const standing = grants.filter((grant) => grant.state === 'granted' || grant.state === 'paused')
  const ended = grants.filter((grant) => grant.state === 'revoked' || grant.state === 'expired')
  const about = asked ? (standing.find(({ grant }) => grant.id === asked.grant) ?? null) : null
  const close = () => setAsked(null)
  const card = (one: StandingGrant) => {
    const { id } = one.grant
    return (
      <GrantCard
        key={id}
        standing={one}
        name={name}
        now={edges.now()}
        recordsOf={sites.records}
        actions={{
          onRevoke: (part) =>
            void sites
              .revoke(id, part)
              .then(() => toasts.show(i18n.t('dashboard.grant.revokedToast')))
              .then(keepFocus),
          onPause: (paused) =>
            void sites
              .pause(id, paused)
              .then(() =>
                toasts.show(i18n.t(paused ? 'dashboard.grant.pausedToast' : 'dashboard.grant.resumedToast')),
              ),
          onPolicy: edges.openUrl,
          onChoose: (collection) => setAsked({ at: 'pick', grant: id, collection }),
          onEnd: () => setAsked({ at: 'end', grant: id }),
        }}
      />
    )
  }
  return (
    <Section title={i18n.t('dashboard.sites.grants')} count={standing.length}>
      {standing.length === 0 ? (
        <p class="quiet">{i18n.t('dashboard.sites.noGrants')}</p>
      ) : (
        <>
          <p class="small quiet">{i18n.t('rules.grant.final')}</p>
          {standing.map(card)}
        </>
      )}
      {ended.length > 0 ? (
        <details class="fold">
          <summary>{i18n.t('dashboard.sites.endedGrants', ended.length)}</summary>
          <div class="stack">{ended.map(card)}</div>
        </details>
      ) : null}
      {about && asked ? (
        <Above state={state} name={name} standing={about} asked={asked} onClose={close} />
      ) : null}
    </Section>
  )
}

function Above({
  state: { sites, edges, toasts },
  name,
  standing,
  asked,
  onClose,
}: {
  readonly state: State
  readonly name: string
  readonly standing: StandingGrant
  readonly asked: Asked
  readonly onClose: () => void
}) {
  const { id, ends } = standing.grant
  if (asked.at === 'end') {
    return (
      <Lazy
        load={loadEnd}
        props={{
          ends,
          now: edges.now(),
          onEnd: (at) => {
            onClose()
            void sites
              .endAt(id, at)
              .then(() => toasts.show(i18n.t('rules.end.done', [dateText(at, edges.now())])))
          },
          onClose,
        }}
      />
    )
  }
  const granted = standing.collections?.find(({ collection }) => collection === asked.collection)
  if (!granted) return null
  return (
    <Lazy
      load={loadPick}
      props={{
        name,
        granted,
        records: sites.records(asked.collection),
        onKeep: (picked) => {
          onClose()
          if (picked.size === 0) return
          void sites.pick(id, asked.collection, picked).then(() => toasts.show(i18n.t('rules.pick.saved')))
        },
        onClose,
      }}
    />
  )
}
