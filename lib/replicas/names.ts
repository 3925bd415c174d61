/**
 * Names that every kind of place can carry: parts of lower-case letters and digits, joined by slashes. They mean the same where
 * capitals are not told apart, need no escape in an address or in XML, and none begins with a dot, so that what a program puts
 * beside the objects for its own use (`.stfolder`, `.DS_Store`, our own unfinished files) is never taken for one.
 */
const PART = /^[0-9a-z](?:[0-9a-z._-]{0,118}[0-9a-z])?$/
const UNFINISHED_PART = /^(?:[0-9a-z][0-9a-z._-]{0,119})?$/
const PARTS = 6

export function isObjectName(name: string): boolean {
  const parts = name.split('/')
  return parts.length <= PARTS && parts.every((part) => PART.test(part))
}

/** The beginning of a name, at any letter; nothing is the beginning of all. */
export function isPrefix(prefix: string): boolean {
  const parts = prefix.split('/')
  return parts.length <= PARTS && parts.slice(0, -1).every(isPart) && UNFINISHED_PART.test(parts.at(-1) ?? '')
}

/** One part of a name: a file or a folder. */
export function isPart(part: string): boolean {
  return PART.test(part)
}

/** @throws TypeError for what is no name of ours: a slip of the caller, never of a replica. */
export function assertName(name: string): void {
  if (!isObjectName(name)) throw new TypeError('not the name of an object')
}

/** @throws TypeError */
export function assertPrefix(prefix: string): void {
  if (!isPrefix(prefix)) throw new TypeError('not the beginning of a name')
}

/** Names of the folders around an object, outermost first, without slashes at the end: `a`, `a/b` of `a/b/c`. */
export function foldersOf(name: string): readonly string[] {
  const parts = name.split('/')
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'))
}
