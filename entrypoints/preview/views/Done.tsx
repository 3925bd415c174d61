import { i18n } from '#i18n'
import { Notice } from '@/components/Notice'
import { OriginName } from '@/components/OriginName'
import { PART, Rich } from '@/components/rich'
import type { SiteView } from '@/lib/protocol/app'
import type { Filled, PreviewState } from '../state'
import { labelOf } from './words'

const LEFT = {
  gone: 'fill.done.left_gone',
  changed: 'fill.done.left_changed',
  'not-visible': 'fill.done.left_not_visible',
  refused: 'fill.done.left_refused',
  'no-option': 'fill.no_option',
} as const

/** What became of it: how many fields took it, which did not and why, and the way back. */
export function Done({
  state,
  filled: { fields, restored },
  site,
}: {
  readonly state: PreviewState
  readonly filled: Filled
  readonly site: SiteView
}) {
  const count = fields.filter(({ left }) => left === null).length
  const left = fields.flatMap(({ control, left: why }) => (why === null ? [] : [{ control, why }]))
  const said: [string, string] = [String(count), PART[1]]
  const text =
    count === 0
      ? i18n.t('fill.done.none', said)
      : state.view.value?.wish === 'attach'
        ? i18n.t('fill.done.attached', state.attach.chosen.value.size, said)
        : i18n.t('fill.done.count', count, said)
  return (
    <section class="stack" aria-live="polite">
      <h2 class="done-title">
        <Rich text={text} parts={[null, <OriginName key="site" site={site} />]} />
      </h2>
      <p class="small quiet">{i18n.t('fill.done.ledger')}</p>
      {left.length === 0 ? null : (
        <Notice kind="caution">
          <p>{i18n.t('fill.done.left', left.length)}</p>
          <ul class="done-left">
            {left.map(({ control, why }, place) => (
              <li key={control?.control ?? -place}>
                <bdi>{(control && labelOf(control)) || i18n.t('fill.unnamed')}</bdi>: {i18n.t(LEFT[why])}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {restored === null ? null : <Notice live>{i18n.t('fill.done.undone', restored)}</Notice>}
    </section>
  )
}
