import '@/components/foot.css'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { countText } from '@/components/collection-words'
import { Spinner } from '@/components/Spinner'
import type { Presses } from '../presses'
import type { PreviewState } from '../state'

/** Cancel and Fill; after it, Undo and Close. Escape closes as well. */
export function Foot({ state, presses }: { readonly state: PreviewState; readonly presses: Presses }) {
  const { phase, filled, count, rows, sending, attach, view } = state
  const fill = useRef<HTMLButtonElement>(null)
  const wish = view.value?.wish
  const isAttach = wish === 'attach'
  const isThere = isAttach ? attach.input.value !== null : wish !== 'save' && rows.value.length > 0
  const isAsking = phase.value === 'asking' && !filled.value && isThere
  const isReady = isAttach ? phase.value === 'asking' && attach.ready.value : state.ready.value
  useEffect(() => {
    if (isAsking && isReady && document.activeElement === document.body) fill.current?.focus()
  }, [isAsking, isReady])
  if (filled.value) {
    return (
      <footer class="foot">
        {filled.value.restored === null && filled.value.fields.some(({ left }) => left === null) ? (
          <Button busy={sending.value} onPress={() => void state.undo()}>
            {i18n.t('fill.done.undo')}
          </Button>
        ) : (
          <span />
        )}
        <Button kind="primary" onPress={() => state.close()}>
          {i18n.t('fill.done.close')}
        </Button>
      </footer>
    )
  }
  return (
    <footer class="foot">
      <Button onPress={() => state.close()}>
        {i18n.t(isAsking || phase.value === 'locked' ? 'fill.cancel' : 'fill.done.close')}
      </Button>
      {isAsking ? (
        <button
          ref={fill}
          type="button"
          class="button allow"
          aria-disabled={isReady ? undefined : 'true'}
          onClick={(event) => {
            if (isReady && presses.accepts(event)) void (isAttach ? attach.attach() : state.fill())
          }}
        >
          <span class="allow-text">
            {sending.value ? <Spinner /> : null}
            {isAttach
              ? i18n.t('fill.attach.action')
              : i18n.t('fill.action', count.value, [countText(count.value)])}
          </span>
        </button>
      ) : null}
    </footer>
  )
}
