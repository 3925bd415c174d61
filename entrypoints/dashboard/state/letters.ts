import { computed, type ReadonlySignal } from '@preact/signals'
import type { LetterFacts } from '@/lib/ledger/letters'
import type { StandingTask, Task } from '@/lib/ledger/tasks'
import { localDate } from '@/lib/services/local-date'
import type { Dashboard } from './dashboard'
import type { DashboardEdges } from './edges'

export interface Letters {
  /** Open ones first, by the day they are due. */
  readonly tasks: ReadonlySignal<readonly StandingTask[]>
  /** How many wait for an answer, and how many of these are overdue. */
  readonly waiting: ReadonlySignal<{ readonly open: number; readonly late: number }>
  isLate(task: StandingTask): boolean
  facts(origin: string): LetterFacts | null
  /** The letter goes out: it becomes a task. Null where the vault was locked meanwhile. */
  note(kind: Task['kind'], origin: string): Promise<Task | null>
  tick(id: string, done: boolean): Promise<void>
  lift(id: string): Promise<void>
}

/** Letters to sites, and the answers that are waited for. */
export function createLetters(edges: Pick<DashboardEdges, 'now'>, dashboard: Dashboard): Letters {
  const service = () => dashboard.opened.value?.tasks ?? null
  const isLate = ({ done, due }: StandingTask) => done === null && due < localDate(edges.now())
  const tasks = computed(() => {
    dashboard.tick.value
    return service()?.tasks() ?? []
  })
  return {
    tasks,
    waiting: computed(() => ({
      open: tasks.value.filter(({ done }) => done === null).length,
      late: tasks.value.filter(isLate).length,
    })),
    isLate,
    facts: (origin) => service()?.facts(origin) ?? null,
    note: async (kind, origin) => (await service()?.open(kind, origin)) ?? null,
    tick: async (id, done) => service()?.tick(id, done),
    lift: async (id) => service()?.lift(id),
  }
}

/** Noon of a calendar day where the person is, so that no time zone moves it to the day before. */
export function dayToInstant(day: string): number {
  return new Date(`${day}T12:00:00`).getTime()
}
