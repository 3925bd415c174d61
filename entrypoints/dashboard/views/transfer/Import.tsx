import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Notice } from '@/components/Notice'
import { Section } from '@/components/Section'
import type { ImportPlan, Transfer } from '@/lib/services/transfer'
import { FileForm } from './FileForm'
import { Plan } from './Plan'

type Stage =
  | { readonly at: 'choose' }
  | { readonly at: 'plan'; readonly plan: ImportPlan }
  | { readonly at: 'done'; readonly records: number }

/** Bringing a backup in: the file, then what it would do, then all of it or nothing. */
export function Import({ transfer }: { readonly transfer: Transfer }) {
  const [stage, setStage] = useState<Stage>({ at: 'choose' })
  return (
    <Section title={i18n.t('transfer.import.title')}>
      <div class="card stack">
        {stage.at === 'choose' ? (
          <>
            <p>{i18n.t('transfer.import.text')}</p>
            <FileForm
              label={i18n.t('transfer.import.choose')}
              hint={i18n.t('transfer.dropHint')}
              go={i18n.t('transfer.import.open')}
              isEncrypted={transfer.isEncrypted}
              onOpen={async (file, passphrase) => {
                const answer = await transfer.plan(file, passphrase)
                if (!answer.ok) return answer.reason
                setStage({ at: 'plan', plan: answer.value })
                return null
              }}
            />
          </>
        ) : null}
        {stage.at === 'plan' ? (
          <Plan
            plan={stage.plan}
            onApply={async (skipped) => {
              const answer = await transfer.apply(stage.plan, skipped)
              if (!answer.ok) return answer.reason
              setStage({ at: 'done', records: answer.value.records })
              return null
            }}
            onCancel={() => setStage({ at: 'choose' })}
          />
        ) : null}
        {stage.at === 'done' ? (
          <>
            <Notice live>{i18n.t('transfer.import.done', stage.records)}</Notice>
            <div class="row">
              <a class="button button-primary" href="#/my-data">
                {i18n.t('transfer.import.see')}
              </a>
              <Button onPress={() => setStage({ at: 'choose' })}>{i18n.t('transfer.import.other')}</Button>
            </div>
          </>
        ) : null}
      </div>
    </Section>
  )
}
