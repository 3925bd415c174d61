import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { OriginName } from '@/components/OriginName'
import { asksBy, type MayAsk } from '@/entrypoints/dashboard/state/sites'
import type { SiteView } from '@/lib/protocol/app'
import type { PickerSites } from '@/lib/services/contact-picker'

export interface ContactPickerProps {
  readonly picker: PickerSites
  readonly mayAsk: MayAsk
  readonly siteView: (origin: string) => SiteView
  /** For null: all sites. */
  readonly onLet: (origin: string | null, on: boolean) => void
}

/** Which pages have the contact picker, and turning it on for all and off again. */
export function ContactPicker({ picker, mayAsk, siteView, onLet }: ContactPickerProps) {
  const { all, origins } = picker
  const isOn = all || origins.length > 0
  return (
    <div class="card stack">
      <div class="row">
        <div class="row-main">
          <strong>
            {all ? i18n.t('picker.all') : isOn ? i18n.t('picker.some', origins.length) : i18n.t('picker.off')}
          </strong>
          <p class="quiet small">{i18n.t('picker.what')}</p>
        </div>
        {all ? (
          <Button onPress={() => onLet(null, false)}>{i18n.t('picker.turn_off')}</Button>
        ) : (
          <Button onPress={() => onLet(null, true)}>{i18n.t('picker.turn_all')}</Button>
        )}
      </div>
      {all || origins.length === 0 ? null : (
        <ul class="rows">
          {origins.map((origin) => {
            const site = siteView(origin)
            return (
              <li class="row-line" key={origin}>
                <span class="row-main">
                  <OriginName site={site} />
                  {asksBy(mayAsk, origin) === 'no' ? (
                    <span class="quiet small"> {i18n.t('picker.cannot_ask')}</span>
                  ) : null}
                </span>
                <Button
                  size="small"
                  label={i18n.t('picker.remove_site', [site.before + site.registrable])}
                  onPress={() => onLet(origin, false)}
                >
                  {i18n.t('picker.remove')}
                </Button>
              </li>
            )
          })}
        </ul>
      )}
      <p class="quiet small">
        {all ? null : `${i18n.t('picker.one_site')} `}
        {i18n.t('picker.seen')} {i18n.t('picker.next_load')}
        {isOn ? ` ${i18n.t('picker.after_update')}` : null}
      </p>
    </div>
  )
}
