import { X } from 'lucide-preact'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { actionWord, collectionName } from '@/components/collection-words'
import { fieldLabel } from '@/components/field-words'
import { Icon } from '@/components/Icon'
import { lockerKey } from '@/entrypoints/dashboard/state/lockers'
import { collectionText, revokePartText } from '@/entrypoints/dashboard/views/part-words'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { GrantedCollection, StandingCollection } from '@/lib/grants/grant'
import { parseLocker } from '@/lib/records/locker-name'
import type { RecordView } from '@/lib/records/record'

interface Part {
  readonly part: string
  readonly text: string
}

/** One collection of a grant: what the site may do, what it sees of which records, and each with its way back. */
export function GrantCollection({
  granted,
  site,
  records,
  onRevoke,
  onChoose,
}: {
  readonly granted: GrantedCollection | StandingCollection
  /** Origin of the site: its own locker needs no owner. */
  readonly site: string
  /** Records the person has of it. */
  readonly records: readonly RecordView[]
  /** Null where the grant has ended. */
  readonly onRevoke: ((part: string) => void) | null
  readonly onChoose: () => void
}) {
  const { collection, actions, fields, newToo } = granted
  const name = collectionText(collection)
  const locker = parseLocker(collection)
  const may = actions.map((action) => ({ part: `${collection}:${action}`, text: actionWord(action) }))
  const seen = fields?.map((field) => ({ part: `${collection}.${field}`, text: fieldLabel(field) }))
  const count =
    'sees' in granted ? records.filter(({ id, created }) => granted.sees(id, created)).length : null
  return (
    <div class="grant-collection">
      <div class="grant-part">
        {locker ? (
          <span>
            <a href={`#/lockers/${lockerKey(collection)}`}>
              <strong>{collectionName(collection)}</strong>
            </a>
            {locker.origin === site ? null : (
              <span class="quiet small"> · {locker.origin.replace(/^https:\/\//, '')}</span>
            )}
          </span>
        ) : (
          <strong>{name}</strong>
        )}
        {onRevoke ? (
          <Button
            size="small"
            kind="plain"
            label={i18n.t('dashboard.grant.revokeClaim', [name])}
            onPress={() => onRevoke(collection)}
          >
            {i18n.t('dashboard.grant.revoke')}
          </Button>
        ) : null}
      </div>
      <Parts title={i18n.t('rules.grant.may')} parts={may} collection={collection} onRevoke={onRevoke} />
      {seen ? (
        <Parts title={i18n.t('rules.grant.sees')} parts={seen} collection={collection} onRevoke={onRevoke} />
      ) : (
        <p class="small quiet">{i18n.t('rules.grant.whole')}</p>
      )}
      {seen && onRevoke && count !== null ? (
        <div class="grant-part">
          <span class="small quiet">
            {i18n.t('rules.grant.of', count, [numberText(count)])}
            {newToo ? ` · ${i18n.t('rules.grant.newToo')}` : null}
          </span>
          <Button size="small" label={i18n.t('rules.grant.chooseOf', [name])} onPress={onChoose}>
            {i18n.t('rules.grant.choose')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

/** Fields or actions, each with a cross that takes it back; the last one goes with its collection. */
function Parts({
  title,
  parts,
  collection,
  onRevoke,
}: {
  readonly title: string
  readonly parts: readonly Part[]
  readonly collection: string
  readonly onRevoke: ((part: string) => void) | null
}) {
  return (
    <div class="parts">
      <span class="small quiet">{title}</span>
      <ul class="parts-list" aria-label={title}>
        {parts.map(({ part, text }) => (
          <li class="part" key={part}>
            {text}
            {onRevoke && parts.length > 1 ? (
              <button
                type="button"
                class="part-away"
                aria-label={revokePartText(text, collection)}
                title={revokePartText(text, collection)}
                onClick={() => onRevoke(part)}
              >
                <Icon of={X} size={14} />
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
