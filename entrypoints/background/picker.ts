import { registerPicker } from '@/lib/platform/picker-script'
import { pickerSites } from '@/lib/services/contact-picker'
import type { Session } from '@/lib/services/session'

/** Registers the contact picker's script as the vault says; while it is locked, as it was registered last. */
export async function registerPickerNow(session: Session): Promise<void> {
  const vault = await session.vault()
  await registerPicker(vault && pickerSites(vault))
}
