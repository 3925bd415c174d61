import { currentValue } from '@/lib/records/merge'
import type { Vault, VaultReader } from '@/lib/vault/vault'

/** The sites whose pages have `navigator.contacts`, as the person set it. None unless they did. */
export interface PickerSites {
  /** Every site that may ask. */
  readonly all: boolean
  /** Origins it was turned on for one by one, sorted. */
  readonly origins: readonly string[]
}

const COLLECTION = '~settings'
const RECORD = 'contact-picker'
const ALL = 'all'
/** One field for each site, so that two devices that set different ones do not undo each other. */
const SITE = 'site/'

/** Sealed with everything else: which sites they are is the person's own business. */
export function pickerSites(reader: Pick<VaultReader, 'get'>): PickerSites {
  const state = reader.get(COLLECTION, RECORD)
  if (!state) return { all: false, origins: [] }
  const origins = Object.keys(state.fields)
    .filter((field) => field.startsWith(SITE) && currentValue(state, field) === true)
    .map((field) => field.slice(SITE.length))
  return { all: currentValue(state, ALL) === true, origins: origins.sort() }
}

/** Turns it on or off for one site. For `null`: on for all, or off for every site whatever was set before. */
export async function letPick(vault: Vault, origin: string | null, on: boolean): Promise<void> {
  await vault.commit((reader) => {
    const single = origin === null ? (on ? [] : pickerSites(reader).origins) : [origin]
    const names = [...(origin === null ? [ALL] : []), ...single.map((site) => SITE + site)]
    const stamp = vault.stamp()
    const fields = Object.fromEntries(names.map((name) => [name, [{ value: on, stamp }]]))
    return [{ collection: COLLECTION, id: RECORD, fields }]
  })
}
