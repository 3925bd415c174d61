import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { formLabel } from '@/components/labels'
import { listText } from '@/components/lists'
import { OriginName } from '@/components/OriginName'
import { When } from '@/components/When'
import type { Link } from '@/entrypoints/dashboard/state/who-has'
import { VersionMark } from '@/entrypoints/dashboard/views/VersionMark'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { SiteView } from '@/lib/protocol/app'
import { hrefOfValue, nounOfValue } from './value-words'
import { waysText } from './way-words'

/** Rows before the person asks for more. */
const PAGE = 100

/** The same as the picture, row by row, with each record on its own. */
export function HoldingTable({
  links,
  nameOfValue,
  siteView,
}: {
  readonly links: readonly Link[]
  readonly nameOfValue: (link: Link) => string
  readonly siteView: (origin: string) => SiteView
}) {
  const [most, setMost] = useState(PAGE)
  const shown = links.slice(0, most)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a narrow screen, and a scrollable region must be reachable by keyboard (WCAG 2.1.1) */}
      <section class="table-frame" tabIndex={0} aria-label={i18n.t('dashboard.map.caption')}>
        <table class="table">
          <caption class="unseen">{i18n.t('dashboard.map.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{i18n.t('dashboard.map.value')}</th>
              <th scope="col">{i18n.t('dashboard.map.site')}</th>
              <th scope="col">{i18n.t('dashboard.map.form')}</th>
              <th scope="col">{i18n.t('holder.ways')}</th>
              <th scope="col">{i18n.t('dashboard.map.version')}</th>
              <th scope="col">{i18n.t('dashboard.map.allowed')}</th>
              <th scope="col">{i18n.t('dashboard.map.lastTime')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((link) => (
              <tr key={link.key}>
                <th scope="row">
                  <a href={hrefOfValue(link)}>
                    <bdi>{nameOfValue(link)}</bdi>
                  </a>{' '}
                  <span class="quiet small">{nounOfValue(link)}</span>
                </th>
                <td>
                  <a href={`#/sites/${encodeURIComponent(link.origin)}`}>
                    <OriginName site={siteView(link.origin)} room={32} />
                  </a>
                </td>
                <td>{listText(link.forms.map((form) => formLabel(form, true)))}</td>
                <td>{link.ways.length > 0 ? waysText(link.ways) : i18n.t('holder.locker')}</td>
                <td>
                  <VersionMark current={link.current} />
                </td>
                <td>{i18n.t(link.live ? 'dashboard.map.allowedYes' : 'dashboard.map.allowedNo')}</td>
                <td>
                  <When at={link.last} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {shown.length < links.length ? (
        <div class="row">
          <Button onPress={() => setMost(most + PAGE)}>{i18n.t('dashboard.ledger.more')}</Button>
          <span class="small quiet">
            {i18n.t('common.count_of', [numberText(shown.length), numberText(links.length)])}
          </span>
        </div>
      ) : null}
    </>
  )
}
