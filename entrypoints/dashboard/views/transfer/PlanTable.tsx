import { useMemo, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { kindLabel } from '@/components/labels'
import { plainLine } from '@/lib/base/text'
import type { ImportPlan, ImportRow } from '@/lib/services/transfer'
import { isChange, shownRows } from './rows'

/** So many rows stand on the page at first, and so many come with each press. */
const PAGE = 200

const OUTCOMES = {
  new: ['transfer.outcome.new', 'tag'],
  changed: ['transfer.outcome.changed', 'tag tag-caution'],
  same: ['transfer.outcome.same', 'tag tag-quiet'],
  older: ['transfer.outcome.older', 'tag tag-quiet'],
} as const satisfies { readonly [outcome in ImportRow['outcome']]: readonly [string, string] }

/** The records of a file with what each would do; unticked ones stay out. */
export function PlanTable({
  plan,
  skipped,
  onSkip,
}: {
  readonly plan: ImportPlan
  readonly skipped: ReadonlySet<string>
  readonly onSkip: (skipped: ReadonlySet<string>) => void
}) {
  const [all, setAll] = useState(false)
  const [most, setMost] = useState(PAGE)
  const rows = useMemo(() => shownRows(plan, all), [plan, all])
  const still = plan.rows.filter((row) => !isChange(row)).length

  function tick(id: string, ticked: boolean): void {
    const next = new Set(skipped)
    if (ticked) next.delete(id)
    else next.add(id)
    onSkip(next)
  }

  return (
    <>
      {rows.length > 0 ? (
        <div class="plan-scroll">
          <table class="plan">
            <thead>
              <tr>
                <th scope="col">
                  <span class="unseen">{i18n.t('transfer.plan.take')}</span>
                </th>
                <th scope="col">{i18n.t('transfer.plan.kind')}</th>
                <th scope="col">{i18n.t('transfer.plan.record')}</th>
                <th scope="col">{i18n.t('transfer.plan.outcome')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, most).map((row) => (
                <Row
                  key={row.collection + row.id}
                  row={row}
                  ticked={!skipped.has(row.id)}
                  onTick={(ticked) => tick(row.id, ticked)}
                />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <div class="row">
        {rows.length > most ? (
          <Button size="small" onPress={() => setMost(most + PAGE)}>
            {i18n.t('transfer.plan.more', rows.length - most)}
          </Button>
        ) : null}
        {still > 0 ? (
          <Button size="small" onPress={() => setAll(!all)}>
            {all ? i18n.t('transfer.plan.hideSame') : i18n.t('transfer.plan.showSame', still)}
          </Button>
        ) : null}
      </div>
    </>
  )
}

function Row({
  row,
  ticked,
  onTick,
}: {
  readonly row: ImportRow
  readonly ticked: boolean
  readonly onTick: (ticked: boolean) => void
}) {
  const [word, tag] = OUTCOMES[row.outcome]
  const label = plainLine(row.label)
  const text = plainLine(row.text)
  const name = [label, text].filter(Boolean).join(', ') || kindLabel(row.collection)
  return (
    <tr>
      <td>
        {isChange(row) ? (
          <label class="plan-tick">
            <input
              class="box"
              type="checkbox"
              checked={ticked}
              aria-label={i18n.t('transfer.plan.takeOne', [kindLabel(row.collection), name])}
              onChange={(event) => onTick(event.currentTarget.checked)}
            />
          </label>
        ) : null}
      </td>
      <td class="quiet">{kindLabel(row.collection)}</td>
      <td class="plan-record" dir="auto">
        {label ? (
          <strong>
            <bdi>{label}</bdi>
          </strong>
        ) : null}{' '}
        <bdi>{text}</bdi>
      </td>
      <td>
        <span class={tag}>{i18n.t(word)}</span>
      </td>
    </tr>
  )
}
