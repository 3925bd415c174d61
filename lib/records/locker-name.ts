/** Names of lockers: `app:notes@https://notes.example`, a collection that belongs to one origin. */

/** What comes before the `@`: `app:` and 1 to 64 small letters, digits and hyphens, a letter or digit first. */
const NAME = /^app:[a-z0-9][a-z0-9-]{0,63}$/
const FULL = /^(app:[a-z0-9][a-z0-9-]{0,63})@(https?:\/\/[^\s/?#@\\]{1,280})$/

export interface LockerName {
  /** `app:notes` */
  readonly name: string
  /** The origin whose locker it is. */
  readonly origin: string
}

/** True for `app:notes`, the name a site uses for its own. */
export function isLockerName(text: string): boolean {
  return NAME.test(text)
}

/** The parts of a full name; null for anything else. Whether the origin is one is not looked at. */
export function parseLocker(collection: string): LockerName | null {
  const found = FULL.exec(collection)
  return found?.[1] && found[2] ? { name: found[1], origin: found[2] } : null
}

/** True for the full name of a locker: how a collection of a site is called in the vault. */
export function isLocker(collection: string): boolean {
  return FULL.test(collection)
}

/** The name in the vault of what `origin` calls `collection`: its own locker gets its origin, all else stands as it is. */
export function fullName(collection: string, origin: string): string {
  return isLockerName(collection) ? `${collection}@${origin}` : collection
}

/** What `origin` calls a collection of the vault: its own locker without its origin. */
export function siteName(collection: string, origin: string): string {
  const locker = parseLocker(collection)
  return locker?.origin === origin ? locker.name : collection
}
