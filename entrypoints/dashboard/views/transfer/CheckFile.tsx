import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { importProblemText } from '@/components/archive-text'
import { Button } from '@/components/Button'
import { Section } from '@/components/Section'
import type { ArchiveSummary, Transfer } from '@/lib/services/transfer'
import { FileForm } from './FileForm'
import { Proven } from './Proven'

/** Reads any backup of this vault back, without changing anything. */
export function CheckFile({ transfer }: { readonly transfer: Transfer }) {
  const [proven, setProven] = useState<ArchiveSummary | null>(null)
  return (
    <Section title={i18n.t('transfer.check.title')}>
      <div class="card stack">
        {proven ? (
          <>
            <Proven summary={proven} />
            <div>
              <Button onPress={() => setProven(null)}>{i18n.t('transfer.check.other')}</Button>
            </div>
          </>
        ) : (
          <>
            <p>{i18n.t('transfer.check.text')}</p>
            <FileForm
              label={i18n.t('transfer.check.choose')}
              hint={i18n.t('transfer.dropHint')}
              go={i18n.t('transfer.check.go')}
              isEncrypted={transfer.isEncrypted}
              problemText={(problem) =>
                problem === 'foreign' ? i18n.t('transfer.check.foreign') : importProblemText(problem)
              }
              onOpen={async (file, passphrase) => {
                const answer = await transfer.verifyArchive(file, passphrase)
                if (!answer.ok) return answer.reason
                setProven(answer.value)
                return null
              }}
            />
          </>
        )}
      </div>
    </Section>
  )
}
