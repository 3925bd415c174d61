import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Lazy } from '@/components/Lazy'
import { Section } from '@/components/Section'
import { dateText } from '@/components/time-text'
import type { State } from '@/entrypoints/dashboard/state'
import { dayToInstant } from '@/entrypoints/dashboard/state/letters'
import type { LetterFacts } from '@/lib/ledger/letters'
import { monthAfter, type Task } from '@/lib/ledger/tasks'
import { localDate } from '@/lib/services/local-date'
import { TaskList } from './TaskList'

const loadLetter = () => import('./LetterDialog').then((module) => module.LetterDialog)

interface Writing {
  readonly kind: Task['kind']
  readonly facts: LetterFacts
}

/** After a grant ended: the offer to write to the site, and the letters that wait for its answer. */
export function SiteLetters({
  state,
  origin,
  name,
  offer,
}: {
  readonly state: State
  readonly origin: string
  readonly name: string
  /** A grant of the site has ended. */
  readonly offer: boolean
}) {
  const { letters, edges, toasts } = state
  const [writing, setWriting] = useState<Writing | null>(null)
  const tasks = letters.tasks.value.filter((task) => task.origin === origin)
  if (!offer && tasks.length === 0) return null
  const write = (kind: Task['kind']) => {
    const facts = letters.facts(origin)
    if (facts) setWriting({ kind, facts })
  }
  const note = (kind: Task['kind']) => {
    const known = tasks.some((task) => task.kind === kind && task.done === null)
    void letters.note(kind, origin).then((task) => {
      if (!task || known) return
      toasts.show(
        i18n.t('letter.noted', [dateText(dayToInstant(task.due), edges.now())]),
        () => void letters.lift(task.id),
      )
    })
  }
  return (
    <Section title={i18n.t('letter.title')}>
      {offer ? (
        <>
          <p>{i18n.t('letter.offer', [name])}</p>
          <div class="row">
            <Button onPress={() => write('erasure')}>{i18n.t('letter.erasure', [name])}</Button>
            <Button onPress={() => write('access')}>{i18n.t('letter.access', [name])}</Button>
          </div>
        </>
      ) : null}
      <TaskList state={state} tasks={tasks} />
      {writing ? (
        <Lazy
          load={loadLetter}
          props={{
            ...writing,
            name,
            due: monthAfter(localDate(edges.now())),
            onOut: () => note(writing.kind),
            onSave: (text) => edges.download(fileName(name), 'text/plain;charset=utf-8', text),
            onClose: () => setWriting(null),
          }}
        />
      ) : null}
    </Section>
  )
}

function fileName(site: string): string {
  return `${i18n.t('letter.file')}-${site.replace(/[^\p{L}\p{N}.-]+/gu, '-')}.txt`
}
