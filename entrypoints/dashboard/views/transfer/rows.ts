import type { ImportPlan, ImportRow } from '@/lib/services/transfer'

type Outcome = ImportRow['outcome']

/** What changes something stands first. */
const ORDER: readonly Outcome[] = ['new', 'changed', 'older', 'same']

/** True when taking the row in changes the vault. */
export function isChange({ outcome }: ImportRow): boolean {
  return outcome === 'new' || outcome === 'changed'
}

/** Rows by what they would do, kinds together; those that change nothing only where asked for. */
export function shownRows(plan: ImportPlan, all: boolean): readonly ImportRow[] {
  return plan.rows
    .filter((row) => all || isChange(row))
    .toSorted(
      (one, two) =>
        ORDER.indexOf(one.outcome) - ORDER.indexOf(two.outcome) ||
        one.collection.localeCompare(two.collection) ||
        one.label.localeCompare(two.label),
    )
}

/** How many rows would change something, and are ticked. */
export function takenOf(plan: ImportPlan, skipped: ReadonlySet<string>): number {
  return plan.rows.filter((row) => isChange(row) && !skipped.has(row.id)).length
}
