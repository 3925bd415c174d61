import { useMemo } from 'preact/hooks'
import { i18n } from '#i18n'
import { drawn } from '@/entrypoints/dashboard/state/drawn-code'

/** A text as a picture, dark on light in every scheme, because that is what is read. */
export function QrCode({ text }: { readonly text: string }) {
  const { size, path } = useMemo(() => drawn(text), [text])
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={i18n.t('devices.invite.picture')}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
