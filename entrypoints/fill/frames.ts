import type { PageDescription } from '@/lib/forms/description'
import { boxOf } from './dom'

/** Frames smaller than this, in CSS pixels, hold nothing a person would fill. */
const SMALLEST = 24
const FIELD = 'input:not([type=hidden]), select, textarea'

/**
 * Frames that hold form controls, or may: into those of another origin nobody can look, so each that is large enough to be
 * filled by hand counts.
 */
export function framesOf(frames: readonly HTMLIFrameElement[]): PageDescription['frames'] {
  let sameOrigin = 0
  let otherOrigin = 0
  for (const frame of frames.slice(0, 200)) {
    const inner = contentOf(frame)
    if (inner) {
      if (Document.prototype.querySelector.call(inner, FIELD)) sameOrigin++
    } else {
      const box = boxOf(frame)
      if (box.width >= SMALLEST && box.height >= SMALLEST) otherOrigin++
    }
  }
  return { sameOrigin, otherOrigin }
}

function contentOf(frame: HTMLIFrameElement): Document | null {
  try {
    return frame.contentDocument
  } catch {
    return null
  }
}
