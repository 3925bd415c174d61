import { parseXml, XmlElement, XmlText } from '@rgrove/parse-xml'
import { fromUtf8 } from '@/lib/base/bytes'
import { ReplicaError } from '@/lib/replicas/replica'

/** Elements of an answer by their local names: prefixes are the server's own affair, and nothing here mixes vocabularies. */
export interface Xml {
  readonly name: string
  readonly children: readonly Xml[]
  /** Its own text, without that of its children. */
  readonly text: string
}

/** Deeper than any answer of S3 or WebDAV. */
const DEEPEST = 12

/**
 * @throws ReplicaError `wrong-answer` for what is not well-formed. There are no document types, so nothing can be defined that
 * grows, and nothing fetched.
 */
export function xmlOf(bytes: Uint8Array): Xml {
  try {
    const text = fromUtf8(bytes)
    if (text.includes('<!DOCTYPE')) throw new ReplicaError('wrong-answer')
    const { root } = parseXml(text)
    if (!root) throw new ReplicaError('wrong-answer')
    return plain(root, 0)
  } catch {
    // Not UTF-8, not XML, or nested so deeply that the parser's stack ended.
    throw new ReplicaError('wrong-answer')
  }
}

function plain(element: XmlElement, depth: number): Xml {
  if (depth > DEEPEST) throw new ReplicaError('wrong-answer')
  const children: Xml[] = []
  let text = ''
  for (const child of element.children) {
    if (child instanceof XmlElement) children.push(plain(child, depth + 1))
    else if (child instanceof XmlText) text += child.text
  }
  return { name: element.name.slice(element.name.indexOf(':') + 1), children, text }
}

export function childrenOf(element: Xml, name: string): readonly Xml[] {
  return element.children.filter((child) => child.name === name)
}

/** The first child of this name; null when there is none. */
export function childOf(element: Xml, name: string): Xml | null {
  return element.children.find((child) => child.name === name) ?? null
}

/** The text of the first child of this name, without white space around it; null when there is none. */
export function textOf(element: Xml, name: string): string | null {
  return childOf(element, name)?.text.trim() ?? null
}

/** A size in bytes as it is written in answers; null for anything else. */
export function sizeOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}
