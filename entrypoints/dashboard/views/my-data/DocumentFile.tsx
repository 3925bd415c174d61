import '@/components/exchange.css'
import { FileText } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { sizeText } from '@/components/archive-text'
import { Button } from '@/components/Button'
import { FilePick } from '@/components/FilePick'
import { Icon } from '@/components/Icon'
import type { Draft } from '@/entrypoints/dashboard/state/draft'
import { plainLine } from '@/lib/base/text'
import { type HeldFile, MAX_FILE } from '@/lib/records/files'

export interface DocumentFileProps {
  readonly draft: Draft
  readonly onDownload: (file: HeldFile) => void
}

/** As it is said: `MAX_FILE` is a little more than this round number. */
const MOST = 1_000_000

/** The file of a document: chosen or dropped, kept with the record, given back byte for byte. */
export function DocumentFile({ draft, onDownload }: DocumentFileProps) {
  const [choosing, setChoosing] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const file = draft.file.value

  async function take(chosen: File): Promise<void> {
    if (chosen.size > MAX_FILE) {
      setProblem(i18n.t('dashboard.file.tooLarge', [chosen.name, sizeText(chosen.size), sizeText(MOST)]))
      return
    }
    try {
      const bytes = new Uint8Array(await chosen.arrayBuffer())
      draft.setFile({ name: chosen.name, type: chosen.type || 'application/octet-stream', bytes })
      setProblem(null)
      setChoosing(false)
    } catch {
      setProblem(i18n.t('dashboard.file.unreadable'))
    }
  }

  if (!file || choosing) {
    return (
      <FilePick
        label={i18n.t('dashboard.file.title')}
        hint={i18n.t('dashboard.file.hint', [sizeText(MOST)])}
        error={problem}
        onFile={(chosen) => void take(chosen)}
      />
    )
  }
  return (
    <section class="field" aria-label={i18n.t('dashboard.file.title')}>
      <span class="field-label">{i18n.t('dashboard.file.title')}</span>
      <div class="held-file card">
        <Icon of={FileText} />
        <span class="held-file-name">
          <bdi>{plainLine(file.name)}</bdi>
          <span class="quiet small">
            {typeText(file)} · {sizeText(file.bytes.length)}
          </span>
        </span>
        <span class="row">
          <Button size="small" onPress={() => onDownload(file)}>
            {i18n.t('dashboard.file.download')}
          </Button>
          <Button size="small" onPress={() => setChoosing(true)}>
            {i18n.t('dashboard.file.replace')}
          </Button>
          <Button size="small" kind="danger" onPress={() => draft.setFile(null)}>
            {i18n.t('dashboard.file.remove')}
          </Button>
        </span>
      </div>
    </section>
  )
}

/** "PDF" for `scan.pdf`; the media type where the name has no ending. */
function typeText({ name, type }: HeldFile): string {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]
  return ending ? ending.toUpperCase() : type
}
