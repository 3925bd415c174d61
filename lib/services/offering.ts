import type { RandomBytes } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import type { Clock } from '@/lib/base/time'
import type { PendingRequest, SiteOffer } from '@/lib/grants/request'
import type { AppParams, OfferView } from '@/lib/protocol/app'
import { checkField } from '@/lib/records/collections'
import { isEqual, isSameValue, nearest } from '@/lib/records/nearest'
import type { Provenance } from '@/lib/records/record'
import { textOf } from '@/lib/records/view'
import { AppRefusal } from '@/lib/services/app-refusal'
import { type Broker, NOT_ALLOWED } from '@/lib/services/broker'
import { keptViews } from '@/lib/services/deciding'
import { readyToKeep } from '@/lib/services/keeping-given'
import type { Session } from '@/lib/services/session'
import type { Waiting } from '@/lib/services/waiting'
import type { Vault } from '@/lib/vault/vault'

/** A record a site offers, from the question to what is kept of it. */
export interface OfferingEdges {
  readonly session: Session
  readonly waiting: Waiting
  readonly broker: Pick<Broker, 'settle'>
  readonly now: Clock
  readonly random: RandomBytes
  readonly onQueue: () => void
}

type Values = { readonly [field: string]: Json }

/** The offer beside what the vault has; null when nothing of it can be kept. */
export function offerView(vault: Vault, { offer, origin }: PendingRequest): OfferView | null {
  const fields = offer ? cleaned(offer) : {}
  if (!offer || Object.keys(fields).length === 0) return null
  const near = nearest(keptViews(vault, offer.collection), fields, origin)
  const isSame = near !== null && Object.entries(fields).every(([name, value]) => isEqual(near, name, value))
  return {
    collection: offer.collection,
    fields,
    beside: near && { record: near.id, label: near.label, fields: near.fields },
    outcome: near === null ? 'new' : isSame ? 'same' : 'changed',
    dialledIn: dialledIn(vault),
  }
}

function dialledIn(vault: Vault): string | null {
  const countries = keptViews(vault, 'addresses')
    .sort((a, b) => b.created - a.created)
    .flatMap((view) => textOf(view, 'country') ?? [])
  return countries[0] ?? null
}

/**
 * Keeps what was offered as the person left it: what they did not touch comes from the site, what they changed from them.
 * @throws AppRefusal `locked`, or `bad-params` for what no form would keep; the offer then goes on waiting.
 */
export async function keepOffer(
  { session, waiting, broker, now, random, onQueue }: OfferingEdges,
  pending: PendingRequest,
  { record, label, fields }: AppParams<'prompt.keep'>,
): Promise<{ readonly accepted: boolean }> {
  const { offer, origin } = pending
  if (!offer) return { accepted: false }
  const vault = await session.vault()
  if (!vault) throw new AppRefusal('locked')
  const offered = cleaned(offer)
  const from = (field: string, value: Json): Provenance =>
    isOffered(offered, field, value) ? { by: 'site', origin, at: now() } : { by: 'person', at: now() }
  const given = { collection: offer.collection, record, label, fields, origin, from }
  const keep = readyToKeep(vault, given, { now, random })
  if (!(await waiting.take(pending.id))) return { accepted: false }
  onQueue()
  try {
    await keep()
    await waiting.forget(origin)
    await broker.settle(pending, { id: pending.id, ok: null })
    return { accepted: true }
  } catch (error) {
    await broker.settle(pending, { id: pending.id, error: NOT_ALLOWED })
    throw error
  }
}

/** The fields as typing them would keep them; what cannot be kept is left out. */
function cleaned({ collection, fields }: SiteOffer): Values {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) => {
      const found = checkField(collection, field, value)
      return 'value' in found && found.value !== null ? [[field, found.value]] : []
    }),
  )
}

function isOffered(offered: Values, field: string, value: Json): boolean {
  // What is computed of a number came with it.
  const source = field.startsWith('tel-') && field !== 'tel-extension' ? 'tel' : field
  if (!Object.hasOwn(offered, source)) return false
  return source !== field || isSameValue(field, offered[field] ?? null, value)
}
