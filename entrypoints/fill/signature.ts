import type { ControlDescription, LabelSource } from '@/lib/forms/description'

type Signed = Pick<
  ControlDescription,
  | 'tag'
  | 'type'
  | 'name'
  | 'id'
  | 'autocomplete'
  | 'inputMode'
  | 'pattern'
  | 'maxLength'
  | 'labels'
  | 'options'
>

type Label = ControlDescription['labels'][number]

/** What a person can see of a control's meaning does not depend on where the control stands or what was typed. */
const OWN: ReadonlySet<LabelSource> = new Set(['label', 'aria-labelledby', 'aria-label', 'placeholder'])
/** What several controls have in common: the head of a column, the name of a group. */
const SHARED: ReadonlySet<LabelSource> = new Set(['header', 'legend'])
/** By these alone a control is called, whatever stands around it. */
const NAMED: ReadonlySet<LabelSource> = new Set(['label', 'aria-labelledby', 'aria-label'])
const BEFORE: ReadonlySet<LabelSource> = new Set(['title', 'preceding', 'further'])

/**
 * The texts that say what a control is. What stands around one that has a name is left out, and what stands behind one that has
 * something before it: pages say there what was wrong with what was typed, and say it while a person looks.
 */
function telling(labels: readonly Label[]): readonly Label[] {
  const has = (sources: ReadonlySet<LabelSource>) => labels.some(({ from }) => sources.has(from))
  const isNamed = has(NAMED)
  const isBehind = !isNamed && !has(BEFORE) && !has(SHARED) && !has(OWN)
  return labels.filter(
    ({ from }) =>
      OWN.has(from) ||
      SHARED.has(from) ||
      (!isNamed && BEFORE.has(from)) ||
      (isBehind && from === 'following'),
  )
}

/** Of everything that says what the control is for: equal descriptions have equal signatures. Not a secret, not a proof. */
export function signatureOf(control: Signed): string {
  const { tag, type, name, id, autocomplete, inputMode, pattern, maxLength, labels, options } = control
  const said = telling(labels).map(({ from, text }) => [from, text])
  const choices = options.map(({ value, text }) => [value, text])
  return digest(
    JSON.stringify([tag, type, name, id, autocomplete, inputMode, pattern, maxLength, said, choices]),
  )
}

/** 53 bits (cyrb53): enough to tell one page's controls apart. */
function digest(text: string): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36)
}
