import { isCountry } from '@/lib/records/country'
import type { RecordView } from '@/lib/records/record'
import { textOf } from '@/lib/records/view'

/** The country a new address or telephone number most likely is in: that of the newest address, else of the language's region. */
export function homeCountry(addresses: readonly RecordView[], languages: readonly string[]): string | null {
  for (const address of addresses) {
    const code = textOf(address, 'country')
    if (code !== null) return code
  }
  for (const tag of languages) {
    const region = new Intl.Locale(tag).region
    if (region !== undefined && isCountry(region)) return region
  }
  return null
}
