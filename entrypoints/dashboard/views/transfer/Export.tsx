import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Section } from '@/components/Section'
import type { State } from '@/entrypoints/dashboard/state'
import { download } from '@/lib/platform/pages'
import type { ExportedFile, Transfer } from '@/lib/services/transfer'
import { Exported } from './Exported'
import { ExportForm } from './ExportForm'

/** The file and the passphrase it was made with, kept until it was read back or the page is left. */
export interface Saved {
  readonly file: ExportedFile
  readonly passphrase: string | null
}

/** Everything into one file: first its passphrase, then the file, then its proof. */
export function Export({ state, transfer }: { readonly state: State; readonly transfer: Transfer }) {
  const [saved, setSaved] = useState<Saved | null>(null)
  const save = ({ name, content }: ExportedFile) => download(name, content)
  return (
    <Section title={i18n.t('transfer.export.title')}>
      <div class="card stack">
        {saved ? (
          <Exported
            saved={saved}
            transfer={transfer}
            onAgain={() => save(saved.file)}
            onDone={() => setSaved(null)}
          />
        ) : (
          <ExportForm
            confirm={async (passphrase) => (await state.edges.unlocking.confirm(passphrase)).ok}
            onExport={async (passphrase) => {
              const file = await transfer.exportArchive(passphrase)
              save(file)
              setSaved({ file, passphrase })
            }}
          />
        )}
      </div>
    </Section>
  )
}
