import { useEffect, useState } from 'preact/hooks'

/** What is over sooner, in milliseconds, needs no sign: one that flashes up only disturbs, and costs what it waits for. */
const REST = 300

/** Something goes on. `label` says what, to those who do not see it turn. */
export function Spinner({ label }: { readonly label?: string }) {
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), REST)
    return () => clearTimeout(timer)
  }, [])
  if (!isLong) return null
  return (
    <>
      <span class="spinner" aria-hidden="true" />
      {label === undefined ? null : <span class="unseen">{label}</span>}
    </>
  )
}
