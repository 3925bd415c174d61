import { Trash2 } from 'lucide-preact'
import { useId, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { sizeText } from '@/components/archive-text'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Segmented } from '@/components/Segmented'
import { When } from '@/components/When'
import { plainLine } from '@/lib/base/text'
import type { Instant } from '@/lib/base/time'
import type { Attachment } from '@/lib/records/locker'
import type { DocumentLine, DocumentView } from '@/lib/services/locker-keeping'
import { DocumentJson, DocumentText } from './DocumentText'

/** A name, the same in every language. */
const FORMAT = 'JSON'

/** How a document is called: by its own words, else by its id, which its site chose too. */
export function titleText({ title, id }: DocumentLine): string {
  return title === '' ? plainLine(id, 60) : title
}

/** One document; open, it can be read as text or as JSON, and its attachments saved. */
export function DocumentRow({
  line,
  document,
  now,
  onOpen,
  onDelete,
  onSave,
}: {
  readonly line: DocumentLine
  /** The whole document while it is open. */
  readonly document: DocumentView | null
  readonly now: Instant
  readonly onOpen: () => void
  readonly onDelete: () => void
  readonly onSave: (file: Attachment) => void
}) {
  const panel = useId()
  const title = titleText(line)
  return (
    <li class="document">
      <div class="row-line document-line">
        <button
          type="button"
          class="document-open row-main"
          aria-expanded={document ? 'true' : 'false'}
          aria-controls={panel}
          onClick={onOpen}
        >
          <q class="quoted-line" dir="auto">
            {title}
          </q>
        </button>
        <span class="quiet small">
          {line.attachments > 0 ? `${i18n.t('locker.files', line.attachments)} · ` : null}
          {sizeText(line.bytes)}
        </span>
        <span class="row-when quiet small">
          <When at={line.changed} now={now} />
        </span>
        <Button square size="small" label={i18n.t('locker.deleteThis', [title])} onPress={onDelete}>
          <Icon of={Trash2} size={16} />
        </Button>
      </div>
      <div id={panel}>{document ? <Body document={document} onSave={onSave} /> : null}</div>
    </li>
  )
}

function Body({
  document,
  onSave,
}: {
  readonly document: DocumentView
  readonly onSave: (file: Attachment) => void
}) {
  const [as, setAs] = useState<'text' | 'json'>('text')
  return (
    <div class="document-body stack">
      <Segmented
        label={i18n.t('locker.showAs')}
        value={as}
        choices={[
          { value: 'text', label: i18n.t('locker.asText') },
          { value: 'json', label: FORMAT },
        ]}
        onChange={setAs}
      />
      {as === 'text' ? <DocumentText value={document.value} /> : <DocumentJson value={document.value} />}
      {document.files.length > 0 ? (
        <ul class="rows">
          {document.files.map((file) => {
            const name = plainLine(file.name, 120) || i18n.t('locker.unnamed')
            return (
              <li class="row-line" key={file.member}>
                <span class="row-main">
                  <bdi class="document-file">{name}</bdi>{' '}
                  <span class="quiet small">{sizeText(file.size)}</span>
                </span>
                <Button size="small" label={i18n.t('locker.saveThis', [name])} onPress={() => onSave(file)}>
                  {i18n.t('locker.save')}
                </Button>
              </li>
            )
          })}
        </ul>
      ) : null}
    </div>
  )
}
