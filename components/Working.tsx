import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { localeTag } from '@/components/locale'
import { Progress } from '@/components/Progress'

/** Something that takes seconds and cannot say how far it is: what it is, and for how long it has been going on. */
export function Working({ label }: { readonly label: string }) {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const start = performance.now()
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - start) / 1_000)), 250)
    return () => clearInterval(timer)
  }, [])
  const shown = new Intl.NumberFormat(localeTag(), { style: 'unit', unit: 'second' }).format(seconds)
  return (
    <div class="working">
      <p class="unseen" role="status">
        {label}
      </p>
      <Progress label={seconds < 1 ? label : i18n.t('transfer.working', [label, shown])} />
    </div>
  )
}
