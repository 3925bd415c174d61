import { i18n } from '#i18n'
import { Quoted } from '@/components/Quoted'
import { durationText } from '@/components/time-text'
import type { PromptView } from '@/lib/protocol/app'

/** The policy's address if it is one a person may open: https, or the page's own scheme on this machine. */
function policyOf(text: string | undefined): URL | null {
  if (text === undefined || !URL.canParse(text)) return null
  const url = new URL(text)
  return url.protocol === 'https:' ? url : null
}

/** What the site says about itself: why, for how long, under which policy. Quoted, because nobody checks it. */
export function Says({ view }: { readonly view: PromptView }) {
  const policy = policyOf(view.purpose.policy)
  const keeps = view.retention === null ? null : durationText(view.retention)
  // Who offers something asks for nothing that could be kept.
  const promise = view.offer
    ? null
    : keeps === null
      ? i18n.t('prompt.keeps_unsaid')
      : i18n.t('prompt.keeps', [keeps])
  const home = policy !== null && policy.origin === view.site.origin
  if (view.purpose.text === '')
    return (
      <section aria-label={i18n.t('prompt.says')}>
        <p class="small caution-text">{i18n.t('picker.no_reason')}</p>
        <p class="small quiet">{promise}</p>
      </section>
    )
  return (
    <section aria-label={i18n.t('prompt.says')}>
      <Quoted text={view.purpose.text}>
        <p class="small quiet">
          {promise}
          {policy === null ? null : (
            <>
              {promise === null ? null : ' · '}
              <a href={policy.href} target="_blank" rel="noreferrer noopener" title={policy.href}>
                {home
                  ? i18n.t('prompt.policy')
                  : i18n.t('prompt.policy_elsewhere', [`\u2068${policy.hostname}\u2069`])}
              </a>
            </>
          )}
        </p>
      </Quoted>
    </section>
  )
}
