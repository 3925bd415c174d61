import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Notice } from '@/components/Notice'
import type { Welcome } from '../state'

/** Who may ask, told before the browser asks; then out into the world. */
export function AskingStep({ welcome }: { readonly welcome: Welcome }) {
  const { edges } = welcome
  const asking = welcome.asking.value
  const settled = asking === 'all' || asking === 'chosen'
  return (
    <div class="stack">
      <p>{i18n.t('welcome.asking.text')}</p>
      <div class="welcome-choices">
        <section class="card stack">
          <h2>{i18n.t('welcome.asking.all')}</h2>
          <p>{i18n.t('welcome.asking.allText')}</p>
          <p class="small quiet">{i18n.t('welcome.asking.allBrowser')}</p>
          <div>
            <Button
              kind={settled ? 'quiet' : 'primary'}
              inert={asking === 'all' || asking === 'kept'}
              onPress={() => void welcome.letAllAsk()}
            >
              {i18n.t('welcome.asking.allGo')}
            </Button>
          </div>
        </section>
        <section class="card stack">
          <h2>{i18n.t('welcome.asking.chosen')}</h2>
          <p>{i18n.t('welcome.asking.chosenText')}</p>
          <p class="small quiet">{i18n.t('welcome.asking.chosenBrowser')}</p>
          <div>
            <Button inert={asking === 'chosen'} onPress={() => void welcome.letChosenAsk()}>
              {i18n.t('welcome.asking.chosenGo')}
            </Button>
          </div>
        </section>
      </div>
      <div aria-live="polite">
        {asking === 'all' ? <Notice>{i18n.t('welcome.asking.allDone')}</Notice> : null}
        {asking === 'chosen' ? <Notice>{i18n.t('welcome.asking.chosenDone')}</Notice> : null}
        {asking === 'refused' ? <Notice kind="caution">{i18n.t('welcome.asking.refused')}</Notice> : null}
        {asking === 'kept' ? <Notice kind="caution">{i18n.t('welcome.asking.kept')}</Notice> : null}
      </div>
      {edges.openShop ? null : (
        // The example shop comes with `npm start` only; a form is everywhere.
        <section class="stack">
          <h2>{i18n.t('welcome.asking.shop')}</h2>
          <p>{i18n.t('welcome.asking.seeText', [i18n.t('fill.popup.fill')])}</p>
        </section>
      )}
      <div class="welcome-foot">
        <span />
        <span class="row">
          <Button
            kind={settled && !edges.openShop ? 'primary' : 'quiet'}
            onPress={() => edges.openDashboard()}
          >
            {i18n.t('welcome.asking.open')}
          </Button>
          {edges.openShop ? (
            <Button kind={settled ? 'primary' : 'quiet'} onPress={edges.openShop}>
              {i18n.t('welcome.asking.shop')}
            </Button>
          ) : null}
        </span>
      </div>
    </div>
  )
}
