import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { dateText } from '@/components/time-text'
import type { State } from '@/entrypoints/dashboard/state'
import { dayToInstant } from '@/entrypoints/dashboard/state/letters'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { StandingTask } from '@/lib/ledger/tasks'

/** Letters that wait for an answer, and folded away those that have one. */
export function TaskList({
  state,
  tasks,
}: {
  readonly state: State
  readonly tasks: readonly StandingTask[]
}) {
  const open = tasks.filter(({ done }) => done === null)
  const done = tasks.filter((task) => task.done !== null)
  return (
    <>
      {open.length > 0 ? <Rows state={state} tasks={open} /> : null}
      {done.length > 0 ? (
        <details class="fold">
          <summary>{i18n.t('letter.ended', done.length, [numberText(done.length)])}</summary>
          <Rows state={state} tasks={done} />
        </details>
      ) : null}
    </>
  )
}

function Rows({ state, tasks }: { readonly state: State; readonly tasks: readonly StandingTask[] }) {
  return (
    <ul class="rows">
      {tasks.map((task) => (
        <TaskRow key={task.id} state={state} task={task} />
      ))}
    </ul>
  )
}

function TaskRow({ state, task }: { readonly state: State; readonly task: StandingTask }) {
  const { letters, edges, toasts } = state
  const site = edges.siteView(task.origin)
  const what = i18n.t(task.kind === 'erasure' ? 'letter.taskErasure' : 'letter.taskAccess', [
    `\u2068${site.before}${site.registrable}\u2069`,
  ])
  const done = task.done !== null
  const late = letters.isLate(task)
  const day = dateText(task.done ?? dayToInstant(task.due), edges.now())
  const tick = () =>
    void letters.tick(task.id, !done).then(() => {
      if (!done) toasts.show(i18n.t('letter.ticked'), () => void letters.tick(task.id, false))
    })
  return (
    <li class="row-line">
      <span class="row-main">
        <a href={`#/sites/${encodeURIComponent(task.origin)}`}>{what}</a>{' '}
        <span class={late ? 'tag tag-caution' : 'quiet small'}>
          {i18n.t(done ? 'letter.done' : late ? 'letter.overdue' : 'letter.due', [day])}
        </span>
      </span>
      <Button
        size="small"
        label={i18n.t(done ? 'letter.untickThis' : 'letter.tickThis', [what])}
        onPress={tick}
      >
        {i18n.t(done ? 'letter.untick' : 'letter.tick')}
      </Button>
    </li>
  )
}
