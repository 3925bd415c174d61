import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { whenText } from '@/components/time-text'
import type { State } from '@/entrypoints/dashboard/state'
import { type Total as Sum, totalOf } from '@/entrypoints/dashboard/state/standing'
import { totalText } from '@/entrypoints/dashboard/views/total-words'

/** In one line whether all changes are safe, and a look at all places now. */
export function Total({ state }: { readonly state: State }) {
  const { sync, edges, toasts } = state
  const report = sync.report.value
  const total = totalOf(report, sync.places.value.length)
  const text = totalText(total)
  if (text === null) return null
  return (
    <div class="total" role="status">
      <p>
        <span class={`dot dot-${moodOf(total)}`} aria-hidden="true" /> <strong>{text}</strong>
        {report && report.lastRound !== null ? (
          <span class="quiet small total-round">
            {i18n.t('places.round', [whenText(report.lastRound, edges.now())])}
          </span>
        ) : null}
      </p>
      {total.is === 'removed' ? null : (
        <Button
          size="small"
          busy={sync.busy.value === 'run'}
          onPress={() => void sync.run().then((asked) => asked || toasts.show(i18n.t('common.failed')))}
        >
          {i18n.t(sync.busy.value === 'run' ? 'places.nowBusy' : 'places.now')}
        </Button>
      )}
    </div>
  )
}

function moodOf({ is }: Sum): 'well' | 'watch' | 'bad' {
  if (is === 'removed') return 'bad'
  return is === 'safe' || is === 'unknown' ? 'well' : 'watch'
}
