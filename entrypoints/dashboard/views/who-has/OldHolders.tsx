import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { claimLabel, collectionLabel, listInSentence } from '@/components/labels'
import { OriginName } from '@/components/OriginName'
import type { State } from '@/entrypoints/dashboard/state'
import type { OldHolder } from '@/entrypoints/dashboard/state/old-holders'
import { recordName } from '@/entrypoints/dashboard/views/record-text'
import { nounOf } from '@/entrypoints/dashboard/views/words'

/**
 * Sites with an old version, and what can be done with each: tell it, where a live grant covers the value, or go there.
 * Nothing is opened or told but by the person's press.
 */
export function OldHolders({
  state,
  only = null,
  site = null,
}: {
  readonly state: State
  /** Keys of values; null for all. */
  readonly only?: ReadonlySet<string> | null
  /** One site; null for all. */
  readonly site?: string | null
}) {
  const holders = state.whoHas.old.value.filter(
    (one) => (only === null || only.has(one.value)) && (site === null || one.origin === site),
  )
  if (holders.length === 0) return null
  return (
    <ul class="rows" aria-label={i18n.t('holder.oldTitle')}>
      {holders.map((holder) => (
        <Row
          key={`${holder.value} ${holder.origin}`}
          state={state}
          holder={holder}
          named={only?.size !== 1}
        />
      ))}
    </ul>
  )
}

function Row({
  state,
  holder,
  named,
}: {
  readonly state: State
  readonly holder: OldHolder
  /** Whether the value has to be told apart from others. */
  readonly named: boolean
}) {
  const { origin, collection, record, held, tellings, sees, paused } = holder
  const view = state.edges.siteView(origin)
  const name = view.before + view.registrable
  const what = nounOf(collection)
  const claims = [
    ...new Set(held.map(({ claim }) => (claim === collection ? collectionLabel(claim) : claimLabel(claim)))),
  ]
  const value = named ? state.myData.record(collection, record) : null
  return (
    <li class="row-line">
      <span class="row-main">
        <OriginName site={view} />{' '}
        <span class="quiet small">
          {value ? (
            <>
              <bdi>{recordName(value)}</bdi> ·{' '}
            </>
          ) : null}
          {listInSentence(claims)}
          {tellings.length > 0
            ? null
            : ` · ${i18n.t(sees ? 'holder.reads' : paused ? 'holder.paused' : 'holder.ended')}`}
        </span>
      </span>
      <span class="row">
        {tellings.length > 0 ? (
          <Button
            size="small"
            label={i18n.t('holder.tellSite', [name, what])}
            onPress={() => void tell(state, holder)}
          >
            {i18n.t('holder.tell')}
          </Button>
        ) : null}
        <a
          class="button button-small"
          href={origin}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={i18n.t('holder.openSite', [name])}
        >
          {i18n.t('holder.open')}
        </a>
      </span>
    </li>
  )
}

async function tell(state: State, { origin, tellings }: OldHolder): Promise<void> {
  const { toasts, edges, whoHas } = state
  const site = edges.siteView(origin)
  const pages = await whoHas.tell(tellings).catch(() => null)
  toasts.show(
    pages === null
      ? i18n.t('holder.notTold')
      : i18n.t('holder.told', pages, [String(pages), site.before + site.registrable]),
  )
}
