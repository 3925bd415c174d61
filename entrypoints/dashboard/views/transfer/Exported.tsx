import { useEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { countsText, importProblemText, sizeText } from '@/components/archive-text'
import { Button } from '@/components/Button'
import { FilePick } from '@/components/FilePick'
import { Working } from '@/components/Working'
import type { ArchiveSummary, Transfer } from '@/lib/services/transfer'
import type { Saved } from './Export'
import { Proven } from './Proven'

/** What was handed to the browser, and choosing it again, so that it is proven to open and hold everything. */
export function Exported({
  saved,
  transfer,
  onAgain,
  onDone,
}: {
  readonly saved: Saved
  readonly transfer: Transfer
  readonly onAgain: () => void
  readonly onDone: () => void
}) {
  const { file, passphrase } = saved
  const [proven, setProven] = useState<ArchiveSummary | null>(null)
  const [reading, setReading] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])

  async function prove(chosen: File): Promise<void> {
    setReading(true)
    setError(null)
    try {
      const answer = await transfer.verifyArchive(chosen, passphrase)
      if (answer.ok) setProven(answer.value)
      else if (answer.reason === 'wrong-passphrase') setError(i18n.t('transfer.exported.other', [file.name]))
      else setError(importProblemText(answer.reason))
    } catch {
      setError(i18n.t('transfer.unreadable'))
    }
    setReading(false)
  }

  const { records, grants, ledger } = file.summary
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        {i18n.t('transfer.exported.title', [file.name])}
      </h3>
      <p class="quiet">
        {i18n.t('transfer.exported.holds', [
          countsText(records) ?? i18n.t('transfer.count.none'),
          i18n.t('transfer.count.grants', grants),
          i18n.t('transfer.count.entries', ledger),
          sizeText(file.content.size),
        ])}
      </p>
      {proven ? (
        <Proven summary={proven} />
      ) : (
        <>
          <FilePick
            label={i18n.t('transfer.exported.choose')}
            hint={i18n.t('transfer.exported.chooseHint')}
            accept=".age,.zip"
            error={error}
            onFile={(chosen) => void prove(chosen)}
          />
          {reading ? <Working label={i18n.t('transfer.reading')} /> : null}
        </>
      )}
      <div class="row">
        {proven ? null : <Button onPress={onAgain}>{i18n.t('transfer.exported.again')}</Button>}
        <Button onPress={onDone}>{i18n.t(proven ? 'common.done' : 'transfer.exported.new')}</Button>
      </div>
    </>
  )
}
