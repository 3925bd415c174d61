import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import { plainLine } from '@/lib/base/text'

/** Words of the site between quotation marks, as plain text, so that nobody takes them for ours. */
export function QuotedLine({ text }: { readonly text: string }) {
  return (
    <q class="quoted-line" dir="auto">
      {plainLine(text)}
    </q>
  )
}

/** A block of the site's words, with what else the site says below. */
export function Quoted({ text, children }: { readonly text: string; readonly children?: ComponentChildren }) {
  return (
    <blockquote class="quoted">
      <p dir="auto">{i18n.t('common.quote', [plainLine(text)])}</p>
      {children}
    </blockquote>
  )
}
