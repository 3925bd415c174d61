import { i18n } from '#i18n'
import type { PageDescription } from '@/lib/forms/description'
import type { Plan } from '@/lib/forms/plan'

/** What of the page stays as it is, counted: its fields where there is a plan for them, and what was not looked into. */
export function LeftAlone({ plan, page }: { readonly plan: Plan | null; readonly page: PageDescription }) {
  const frames = page.frames.sameOrigin + page.frames.otherOrigin
  const counted: readonly (string | null)[] = [
    line('fill.unseen', plan?.unseen.length ?? 0),
    line('fill.unmatched', plan?.unmatched.length ?? 0),
    line('fill.ignored', plan?.ignored.length ?? 0),
    line('fill.frames', frames),
    page.cut ? i18n.t('fill.cut') : null,
  ]
  const lines = counted.filter((text) => text !== null)
  if (lines.length === 0) return null
  return (
    <section class="left-alone small quiet" aria-labelledby="left-alone">
      <h2 id="left-alone">{i18n.t('fill.left_title')}</h2>
      <ul>
        {lines.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  )
}

function line(
  text: 'fill.unseen' | 'fill.unmatched' | 'fill.ignored' | 'fill.frames',
  count: number,
): string | null {
  return count === 0 ? null : i18n.t(text, count)
}
