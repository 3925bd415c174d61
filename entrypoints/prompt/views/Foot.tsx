import '@/components/foot.css'
import { ChevronDown } from 'lucide-preact'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Icon } from '@/components/Icon'
import { Menu, type MenuItem } from '@/components/Menu'
import { Spinner } from '@/components/Spinner'

export interface FootProps {
  /** Null where there is no list to allow from: only Deny stands. */
  readonly allow: {
    readonly label: string
    /** What it would do, in a few words beside the buttons. */
    readonly status: string
    /** Everything but the wait is there. */
    readonly ready: boolean
    readonly armed: boolean
    /** How much of the wait is over, from 0 to 1. */
    readonly share: number
    readonly onPress: (event: MouseEvent) => void
  } | null
  readonly busy: 'allow' | 'deny' | null
  readonly refusals: readonly MenuItem[]
  readonly onDeny: () => void
  /** When it changes Deny takes the focus: for each request, and when the passphrase's field is gone. */
  readonly focusKey: string | null
}

/** Deny has the focus; Allow fills up while it waits. */
export function Foot({ allow, busy, refusals, onDeny, focusKey }: FootProps) {
  const deny = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (focusKey !== null) deny.current?.focus({ focusVisible: true } as FocusOptions)
  }, [focusKey])
  const awake = Boolean(allow?.ready && allow.armed)
  const filling = allow?.ready ? allow.share : 0
  return (
    <footer class="foot">
      <div class="deny">
        <button
          ref={deny}
          type="button"
          class="button deny-now"
          aria-disabled={busy === null ? undefined : 'true'}
          onClick={() => {
            if (busy === null) onDeny()
          }}
        >
          {busy === 'deny' ? <Spinner /> : null}
          {i18n.t('prompt.deny')}
        </button>
        {refusals.length > 0 ? (
          <Menu label={i18n.t('prompt.deny_more')} items={refusals} buttonClass="button deny-more">
            <Icon of={ChevronDown} size={16} />
          </Menu>
        ) : null}
      </div>
      {allow ? (
        <>
          <p class="foot-count" role="status">
            {allow.status}
          </p>
          <button
            type="button"
            id="allow"
            class="button allow"
            aria-disabled={awake && busy === null ? undefined : 'true'}
            aria-describedby="allow-wait"
            onClick={(event) => allow.onPress(event)}
          >
            <span class="allow-fill" style={{ transform: `scaleX(${filling})` }} aria-hidden="true" />
            <span class="allow-text">
              {busy === 'allow' ? <Spinner /> : null}
              {allow.label}
            </span>
          </button>
          <p class="unseen" id="allow-wait" role="status">
            {allow.ready ? (allow.armed ? i18n.t('prompt.armed') : i18n.t('prompt.wait')) : null}
          </p>
        </>
      ) : null}
    </footer>
  )
}
