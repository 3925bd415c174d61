import { i18n } from '#i18n'
import { plainLine } from '@/lib/base/text'

/** What a device is called; another device chose the words. */
export function deviceName(name: string): string {
  return plainLine(name) || i18n.t('devices.unnamed')
}
