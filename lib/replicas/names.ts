/**
 * Names that every kind of place can carry: parts of lower-case letters and digits, joined by slashes. They mean the same where
 * capitals are not told apart, need no escape in an address or in XML, and none begins with a dot, so that what a program puts
 * beside the objects for its own use (`.stfolder`, `.DS_Store`, our own unfinished files) is never taken for one.
 */
const PART = /^[0-9a-z](?:[0-9a-z.-]{0,118}[0-9a-z])?$/
const UNFINISHED_PART = /^(?:[0-9a-z][0-9a-z.-]{0,119})?$/
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

/** Of the slashes of a name so many are folders at a place that keeps folders; those behind are this, which no name has. */
const DEPTH = 2
const JOINT = '_'

/**
 * Where an object lies at a place that keeps folders: all that begins with the same two parts lies in one folder, so that one
 * question lists it: `a/b/c_d` of `a/b/c/d`.
 */
export function pathOf(name: string): string {
  const parts = name.split('/')
  return [...parts.slice(0, DEPTH), ...(parts.length > DEPTH ? [parts.slice(DEPTH).join(JOINT)] : [])].join(
    '/',
  )
}

/** The name of what lies at a path; null for what is none of ours. */
export function nameAt(path: string): string | null {
  const name = path.replaceAll(JOINT, '/')
  return isObjectName(name) && pathOf(name) === path ? name : null
}

/** Whether a file of ours may be called so. */
export function isFile(name: string): boolean {
  return name.split(JOINT).every(isPart)
}

/** The folders that a prefix names, and so a listing begins in: `''` or ending with a slash. */
export function folderOfPrefix(prefix: string): string {
  return prefix
    .split('/')
    .slice(0, -1)
    .slice(0, DEPTH)
    .map((part) => `${part}/`)
    .join('')
}

/** Whether folders of ours may lie in this one. */
export function hasFolders(path: string): boolean {
  return path.split('/').length <= DEPTH
}

/** The folders around a path, outermost first, without slashes at the end: `a`, `a/b` of `a/b/c`. */
export function foldersOf(path: string): readonly string[] {
  const parts = path.split('/')
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'))
}
