import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { absoluteText } from '@/components/time-text'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { Examination } from '@/lib/services/unlocking'
import { Door } from './Door'
import type { DoorActions } from './Doors'
import { TypedForm } from './TypedForm'

type Lost = Extract<Examination, { state: 'lost' }>

/** Says what is gone, in numbers, and the ways back: the backup file, then what is left, last an empty vault. */
export function RecoveryView({
  found,
  actions,
}: {
  readonly found: Lost
  readonly actions: Pick<DoorActions, 'onRestore' | 'onLeft' | 'onEmpty' | 'onLook'>
}) {
  return (
    <Door title={i18n.t('dashboard.recovery.title')}>
      <p>{whatIsMissing(found)}</p>
      <p class="quiet">{i18n.t('dashboard.recovery.why')}</p>
      <section class="card stack">
        <h2>{i18n.t('dashboard.recovery.restoreTitle')}</h2>
        <p>{i18n.t('dashboard.recovery.restoreText')}</p>
        <div class="row">
          <Button kind="primary" onPress={actions.onRestore}>
            {i18n.t('dashboard.recovery.restore')}
          </Button>
          <Button onPress={actions.onLook}>{i18n.t('dashboard.recovery.again')}</Button>
        </div>
      </section>
      {found.left > 0 ? (
        <section class="stack">
          <h2>{i18n.t('dashboard.recovery.leftTitle')}</h2>
          <p>{i18n.t('dashboard.recovery.leftText')}</p>
          <TypedForm
            word={i18n.t('dashboard.recovery.leftWord')}
            action={i18n.t('dashboard.recovery.left')}
            kind="danger"
            onGo={actions.onLeft}
          />
        </section>
      ) : (
        <p class="quiet">{i18n.t('dashboard.recovery.leftNone')}</p>
      )}
      <details>
        <summary class="quiet">{i18n.t('dashboard.recovery.emptyTitle')}</summary>
        <div class="stack">
          <p>{i18n.t('dashboard.recovery.emptyText')}</p>
          <TypedForm
            word={i18n.t('dashboard.recovery.emptyWord')}
            action={i18n.t('dashboard.recovery.empty')}
            kind="quiet"
            onGo={actions.onEmpty}
          />
        </div>
      </details>
    </Door>
  )
}

function whatIsMissing(found: Lost): string {
  if (!found.sentinel) return i18n.t('dashboard.recovery.unknown')
  const expected = numberText(found.expected)
  const saved = absoluteText(found.sentinel.written)
  return found.left > 0
    ? i18n.t('dashboard.recovery.behind', [expected, saved, numberText(found.left)])
    : i18n.t('dashboard.recovery.gone', [expected, saved])
}
