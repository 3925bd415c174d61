import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'

/** Copies a text and says so in its place. */
export function Copied({ text, children }: { readonly text: string; readonly children: ComponentChildren }) {
  const [copied, setCopied] = useState<string | null>(null)
  return (
    <>
      <Button
        onPress={() =>
          void navigator.clipboard.writeText(text).then(
            () => setCopied(text),
            () => setCopied(null),
          )
        }
      >
        {children}
      </Button>
      <span class="small quiet" role="status">
        {copied === text ? i18n.t('welcome.copied') : null}
      </span>
    </>
  )
}
