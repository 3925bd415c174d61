import type { Json } from '@/lib/base/json'

/**
 * Where an invitation or a joining under way is kept, so that it outlives a stopped background: the browser's memory for trusted
 * contexts (`storage.session`), as the root key is. One value each; null where there is none.
 */
export interface MeetingStore {
  read(): Promise<Json>
  write(value: Json): Promise<void>
  clear(): Promise<void>
}
