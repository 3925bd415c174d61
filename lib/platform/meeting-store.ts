import type { Json } from '@/lib/base/json'
import { browser } from '@/lib/platform/browser'
import type { MeetingStore } from '@/lib/services/meeting-store'

/** An invitation (`inviting`) or a joining (`joining`) under way, in the browser's memory for our own contexts. */
export function createMeetingStore(key: 'inviting' | 'joining'): MeetingStore {
  const area = browser.storage.session
  return {
    async read() {
      const found = (await area.get(key)) as { readonly [name: string]: Json | undefined }
      return found[key] ?? null
    },
    write: (value) => area.set({ [key]: value }),
    clear: () => area.remove(key),
  }
}
