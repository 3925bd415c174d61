import type { Concept } from '@/lib/forms/concept'
import type { ControlDescription } from '@/lib/forms/description'
import type { Vote } from '@/lib/forms/vote'

/** What is shown in a box or behind it, and is a sign of what goes in without being its name. */
export function signsOf(described: ControlDescription): readonly Vote[] {
  const votes: Vote[] = []
  const example = exampleIn(described)
  if (example) votes.push({ concept: example, weight: EXAMPLE, from: 'placeholder' })
  if (described.labels.some(({ text }) => SUM.test(text)))
    votes.push({ concept: 'captcha', weight: CERTAIN, from: 'label' })
  if (isShownDial(described)) votes.push({ concept: 'tel-country-code', weight: BEHIND, from: 'preceding' })
  const unit = unitBehind(described)
  if (unit) votes.push({ concept: unit, weight: BEHIND, from: 'following' })
  return votes
}

/** What a component has chosen stands before the closed box in which it is chosen: “+49”. */
const isShownDial = ({ labels, unseen }: ControlDescription): boolean =>
  unseen === 'read-only' && labels.some(({ from, text }) => from === 'preceding' && /^\+\d{1,4}$/.test(text))

const EXAMPLE = 5
const CERTAIN = 20
const BEHIND = 10

/** What an example in an empty box is one of. */
function exampleIn({ labels, type }: ControlDescription): Concept | null {
  const text = labels.find(({ from }) => from === 'placeholder')?.text.trim() ?? ''
  if (/^[\w.+-]+@[\w-]+\.\w+/.test(text)) return 'email'
  if (/^(?:\d{4}|[x•·*]{4}|[–-]{4})(?:[ -](?:\d{4}|[x•·*]{4}|[–-]{4})){3}$/i.test(text)) return 'cc-number'
  if (/^(?:mm|мм|μμ|kk|hh|ll|aa) ?[/-] ?(?:yy|yyyy|jj|jjjj|aa|aaaa|rr|гг|рр|εε|vv|ee|åå)$/i.test(text))
    return 'cc-exp'
  if (/^(?:\+\d{1,3}|0[1-9]\d{0,3}|\(0\d+\))(?:[ .-]?\d{2,4}){3,4}$/.test(text) && /[ .-]/.test(text))
    return 'tel'
  return type === 'tel' && /^[+(]?\d[\d ().-]{6,}$/.test(text) ? 'tel' : null
}

/** “3 + 4 = ?” is asked of machines. */
const SUM = /\d\s*(?:[+×*]|plus|mal|fois|più|mais)\s*\d/i

export const UNIT = /^(?:年|月|日|년|월|일)$/

/** East Asian dates have the unit behind the box. */
export function unitBehind({ labels }: ControlDescription): Concept | null {
  const text = labels.find(({ from }) => from === 'following')?.text ?? ''
  if (!UNIT.test(text)) return null
  return text === '年' || text === '년' ? 'year?' : text === '月' || text === '월' ? 'month?' : 'day?'
}
