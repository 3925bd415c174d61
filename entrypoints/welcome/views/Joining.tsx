import './join.css'
import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { FourWords } from '@/components/FourWords'
import { Notice } from '@/components/Notice'
import { Segmented } from '@/components/Segmented'
import { Working } from '@/components/Working'
import type { Welcome } from '../state'
import { createJoin, type Join } from '../state/join'
import { JoinByInvitation } from './JoinByInvitation'
import { JoinByPhrase } from './JoinByPhrase'
import { failureText } from './join-words'
import { Lead } from './Lead'

/** A vault that other devices have: what opens the way to it, and then the four words. */
export function Joining({ welcome }: { readonly welcome: Welcome }) {
  const [join, setJoin] = useState<Join | null>(null)
  useEffect(() => {
    const life = new AbortController()
    setJoin(createJoin(welcome.edges, life.signal))
    return () => life.abort()
  }, [welcome])
  return join ? <Ways welcome={welcome} join={join} /> : null
}

function Ways({ welcome, join }: { readonly welcome: Welcome; readonly join: Join }) {
  const by = welcome.joinBy.value
  const under = join.under.value
  const failure = join.failure.value
  const isReady = join.isReady.value

  useEffect(() => {
    if (isReady) welcome.next()
  }, [isReady, welcome])

  if (under)
    return (
      <div class="stack">
        {under.state === 'waiting' ? (
          <>
            <Lead>{i18n.t('join.waiting')}</Lead>
            <Working label={i18n.t('join.asking')} />
          </>
        ) : (
          <>
            <Lead>{i18n.t('join.compare')}</Lead>
            <FourWords words={under.words} />
            <p class="quiet">{i18n.t('join.compareText')}</p>
          </>
        )}
        <div>
          <Button onPress={() => void join.stop()}>{i18n.t('join.stop')}</Button>
        </div>
      </div>
    )

  return (
    <div class="stack">
      <p>{i18n.t('join.text')}</p>
      <Segmented
        label={i18n.t('join.how')}
        value={by}
        choices={[
          { value: 'invitation', label: i18n.t('join.byInvitation') },
          { value: 'phrase', label: i18n.t('join.byPhrase') },
        ]}
        onChange={(next) => {
          welcome.chooseJoin(next)
          join.forgetFailure()
        }}
      />
      <div aria-live="assertive">
        {failure ? <Notice kind="danger">{failureText(failure)}</Notice> : null}
      </div>
      {by === 'invitation' ? (
        <JoinByInvitation welcome={welcome} join={join} />
      ) : (
        <JoinByPhrase welcome={welcome} join={join} />
      )}
    </div>
  )
}
