/** The page's controls as they were described, and what is done with them. Every answer is for the control as it is now. */
import type { PageDescription } from '@/lib/forms/description'
import type { ControlNow, ControlRef, FieldOutcome, FieldWrite, LeftAlone } from '@/lib/protocol/fill'
import { describePage } from './describe'
import { attribute, type Control, formOf, rootOf } from './dom'
import { listOf, listsChanged } from './lists'
import { reachable } from './reachable'
import { allIn } from './tree'
import { fateOf, settle, undo } from './undo'
import { type Look, lookAt } from './visible'
import { type Written, write } from './write'

export interface Controls {
  readonly page: PageDescription
  /** The control the person stands in, where it is one of these. */
  readonly target: number | null
  /** What of these is no longer as it was; with the page as it is now, which then counts, where anything is. */
  check(refs: readonly ControlRef[]): {
    readonly fields: readonly FieldOutcome[]
    readonly page: PageDescription | null
  }
  write(fields: readonly FieldWrite[]): Promise<readonly FieldOutcome[]>
  /** Puts back what stood there, last first. @returns how many. */
  undo(): Promise<number>
  /** The page once one of these lists is another one, which then counts; null where none became so in time. */
  look(refs: readonly ControlRef[]): Promise<{
    readonly page: PageDescription | null
    readonly now: readonly ControlNow[]
  }>
  /** What the person typed: never of a password, nor of what they cannot see. */
  read(refs: readonly ControlRef[]): readonly { readonly control: number; readonly text: string }[]
  attach(ref: ControlRef, files: readonly File[]): LeftAlone | null
}

export function createControls(page: Window): Controls {
  const { document } = page
  let described = describePage(document)
  /** Attributes of each control when it was last checked whole: at the moment of writing they must be the same. */
  let prints = new Map<Element, string>()
  /** What each list held then, or when the page was described last: what is written may change it at once. */
  let lists = listsOf(described.elements)
  const written: Written[] = []
  const attached: (() => void)[] = []

  const elementOf = ({ control }: ControlRef) => described.elements[control] as Control | undefined

  /** Scrolling is needed to see whether something lies over a control; the person finds the page where they left it. */
  function inPlace<Value>(work: () => Value): Value {
    const [x, y] = [page.scrollX, page.scrollY]
    try {
      return work()
    } finally {
      page.scrollTo({ left: x, top: y, behavior: 'instant' })
    }
  }

  /**
   * A framework may make its form again at every change: the only control that says the same stands for the one that went
   * away. To be written it must have been looked at before, and is asked everything the one before it was; to be read it need
   * not: the page may have made it again because our window came up and the field was left.
   */
  function follow({ control, signature }: ControlRef, toRead = false): void {
    const before = described.elements[control] as Control | undefined
    if (!before || before.isConnected) return
    const print = prints.get(before)
    if (print === undefined && !toRead) return
    const now = describePage(document)
    const [only, another] = now.page.controls.filter((one) => one.signature === signature)
    const after = only && (now.elements[only.control] as Control | undefined)
    if (!after || another || (print !== undefined && print !== printOf(after))) return
    described = { ...described, elements: described.elements.with(control, after) }
    if (print !== undefined) prints.set(after, print)
  }

  function leftOf(ref: ControlRef, look?: Look): LeftAlone | null {
    const element = elementOf(ref)
    if (!element?.isConnected || element.ownerDocument !== document) return 'gone'
    if (described.page.controls[ref.control]?.signature !== ref.signature) return 'changed'
    if (prints.has(element) && prints.get(element) !== printOf(element)) return 'changed'
    return reachable(element, look) === null ? null : 'not-visible'
  }

  return {
    get page() {
      return described.page
    },

    get target() {
      const at = (described.elements as readonly (Element | null)[]).indexOf(innermost(document))
      return at < 0 ? null : at
    },

    check: (refs) =>
      inPlace(() => {
        const now = describePage(document)
        const look = lookAt(page)
        const fields = refs.map((ref): FieldOutcome => {
          const element = elementOf(ref)
          const at = element ? now.elements.indexOf(element) : -1
          if (!element || at < 0) return { control: ref.control, left: 'gone' }
          const same =
            now.page.controls[at]?.signature === ref.signature &&
            otherOriginOf(now.page, at) === otherOriginOf(described.page, ref.control)
          return { control: ref.control, left: same ? leftOf(ref, look) : 'changed' }
        })
        if (fields.every(({ left }) => left === null)) {
          prints = new Map(
            refs.flatMap((ref) => {
              const element = elementOf(ref)
              return element ? [[element, printOf(element)]] : []
            }),
          )
          lists = listsOf(described.elements)
          return { fields, page: null }
        }
        const hidden = new Set(
          fields.flatMap(({ control, left }) =>
            left === 'not-visible' ? [described.elements[control]] : [],
          ),
        )
        described = withUnseen(now, hidden)
        prints = new Map()
        lists = listsOf(described.elements)
        return { fields, page: described.page }
      }),

    async write(fields) {
      const [x, y] = [page.scrollX, page.scrollY]
      const done = new Map<number, Written>()
      const outcomes: FieldOutcome[] = []
      // One look for all of them: what a page hides while it is filled is found by the hit test, which is always asked anew.
      const look = lookAt(page)
      for (const field of fields) {
        const { control } = field
        follow(field)
        const element = elementOf(field)
        const left = leftOf(field, look)
        if (left !== null || !element) {
          outcomes.push({ control, left: left ?? 'gone' })
          continue
        }
        const result = write(element, field.text)
        if (result.ok) done.set(control, result.value)
        outcomes.push({ control, left: result.ok ? null : result.reason === 'gone' ? 'gone' : 'refused' })
        // What the page wanted to do about it comes before the next.
        await settle()
      }
      page.scrollTo({ left: x, top: y, behavior: 'instant' })
      written.push(...done.values())
      return outcomes.map((outcome) => {
        const made = done.get(outcome.control)
        return made && fateOf(made) === 'altered' ? { ...outcome, left: 'refused' } : outcome
      })
    },

    async undo() {
      let restored = 0
      for (const back of attached.splice(0).reverse()) {
        back()
        restored++
      }
      for (const one of written.splice(0).reverse()) {
        if (undo(one)) restored++
        await settle()
      }
      return restored
    },

    async look(refs) {
      const asked = refs.flatMap(({ control }) => described.elements[control] ?? [])
      if (!(await listsChanged(asked, lists))) return { page: null, now: [] }
      const now = describePage(document)
      const places = refs.map(({ control }): ControlNow => {
        const before = described.elements[control]
        const after = before?.isConnected ? before : before && madeAnew(before, now.elements)
        const at = after ? now.elements.indexOf(after) : -1
        return { control, now: at < 0 ? null : at }
      })
      described = now
      prints = new Map()
      lists = listsOf(now.elements)
      return { page: now.page, now: places }
    },

    read: (refs) =>
      inPlace(() => {
        const look = lookAt(page)
        return refs.flatMap((ref) => {
          follow(ref, true)
          const element = elementOf(ref)
          if (!element || element.type === 'password' || leftOf(ref, look) !== null) return []
          const isChoice = element.type === 'radio' || element.type === 'checkbox'
          if (isChoice && !(element as HTMLInputElement).checked) return []
          const text = element.value
          return text.trim() === '' ? [] : [{ control: ref.control, text: text.slice(0, 10_000) }]
        })
      }),

    attach: (ref, files) =>
      inPlace(() => {
        const left = leftOf(ref)
        const element = elementOf(ref)
        if (left !== null || !(element instanceof HTMLInputElement) || element.type !== 'file')
          return left ?? 'gone'
        const before = [...(element.files ?? [])]
        put(element, files)
        attached.push(() => put(element, before))
        return element.files?.length === files.length ? null : 'refused'
      }),
  }
}

function put(input: HTMLInputElement, files: readonly File[]): void {
  const given = new DataTransfer()
  for (const file of files) given.items.add(file)
  input.files = given.files
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
  input.dispatchEvent(new Event('change', { bubbles: true }))
}

const listsOf = (elements: readonly Control[]): Map<Element, string> =>
  new Map(elements.flatMap((one) => (one instanceof HTMLSelectElement ? [[one, listOf(one)]] : [])))

/** The only list that has the name of one that went away. */
function madeAnew(before: Control, all: readonly Control[]): Control | undefined {
  const [only, another] = all.filter(
    ({ type, name, id }) => type === before.type && name === before.name && id === before.id,
  )
  return before.name === '' && before.id === '' ? undefined : another ? undefined : only
}

/** Where else the form of a control sends what it holds. */
function otherOriginOf({ controls, forms }: PageDescription, control: number): string | null {
  const form = controls[control]?.form ?? null
  return form === null ? null : (forms[form]?.otherOrigin ?? null)
}

/** What of a control says what it is for, and where it goes: cheap enough to be read again before each is written. */
function printOf(element: Control): string {
  const own = ['type', 'name', 'id', 'autocomplete', 'aria-label', 'maxlength', 'pattern']
  const form = formOf(element)
  return JSON.stringify([...own.map((name) => attribute(element, name)), form && addressesOf(form)])
}

/** The form's own, and those of its buttons that send it elsewhere. */
function addressesOf(form: HTMLFormElement): readonly (string | null)[] {
  const buttons = allIn<HTMLButtonElement>(rootOf(form), '[formaction]').filter((one) => one.form === form)
  const others = buttons.map((button) => attribute(button, 'formaction'))
  return [document.baseURI, attribute(form, 'action'), ...others]
}

function withUnseen(now: ReturnType<typeof describePage>, hidden: ReadonlySet<Element | undefined>) {
  const controls = now.page.controls.map((one) =>
    hidden.has(now.elements[one.control]) ? { ...one, unseen: one.unseen ?? ('covered' as const) } : one,
  )
  return { ...now, page: { ...now.page, controls } }
}

/** The focused element, through open shadow roots. */
function innermost(document: Document): Element | null {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  return at
}
