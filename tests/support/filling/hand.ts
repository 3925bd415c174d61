import { reachable } from '@/entrypoints/fill/reachable'
import { allIn } from '@/entrypoints/fill/tree'
import { fateOf, settle, undo } from '@/entrypoints/fill/undo'
import { type Control, lookAt } from '@/entrypoints/fill/visible'
import { type Written, write } from '@/entrypoints/fill/write'

/**
 * A content script that writes what a test asks for, so that the writing is seen in the world it happens in. It stands in
 * an extension of its own, made for the tests; the page asks by an event and is answered by one.
 */

interface Field {
  /** CSS; ` >>> ` goes into the shadow root of what was found. */
  readonly selector: string
  readonly text: string
}
type Job =
  | { readonly act: 'fill'; readonly fields: readonly Field[]; readonly blind?: boolean }
  | { readonly act: 'undo' }
  | { readonly act: 'look'; readonly selectors: readonly string[] }

let written: readonly Written[] = []

function find(selector: string): Control {
  let root: Node = document
  let found: Element | undefined
  for (const part of selector.split(' >>> ')) {
    found = allIn(root, part)[0]
    if (!found) throw new Error(`no ${part}`)
    root = found.shadowRoot ?? found
  }
  return found as Control
}

async function fill(fields: readonly Field[], blind: boolean): Promise<readonly string[]> {
  const whole = lookAt(window)
  const done: (Written | string)[] = []
  for (const { selector, text } of fields) {
    const control = find(selector)
    const unseen = blind ? null : reachable(control, whole)
    const outcome = unseen ?? write(control, text)
    done.push(typeof outcome === 'string' ? outcome : outcome.ok ? outcome.value : outcome.reason)
    await settle()
  }
  await new Promise((resolve) => setTimeout(resolve, 60))
  written = done.filter((one) => typeof one !== 'string')
  return done.map((one) => (typeof one === 'string' ? one : fateOf(one)))
}

async function answer(job: Job): Promise<unknown> {
  if (job.act === 'fill') return await fill(job.fields, job.blind === true)
  if (job.act === 'look') return job.selectors.map((selector) => reachable(find(selector)))
  const undone = []
  for (const one of written) {
    undone.push(undo(one))
    await settle()
  }
  return undone
}

document.addEventListener('hand:do', (event) => {
  const { detail } = event as CustomEvent<string>
  answer(JSON.parse(detail)).then(
    (value) => document.dispatchEvent(new CustomEvent('hand:done', { detail: JSON.stringify({ value }) })),
    (error) =>
      document.dispatchEvent(
        new CustomEvent('hand:done', { detail: JSON.stringify({ error: `${error}\n${error?.stack}` }) }),
      ),
  )
})
