import { useEffect, useState } from 'preact/hooks'
import type { State } from '@/entrypoints/dashboard/state'
import type { Transfer } from '@/lib/services/transfer'

/** The open vault's transfer, loaded when this page is; null until then, and while no vault is open. */
export function useTransfer(state: State): Transfer | null {
  const opened = state.dashboard.opened.value
  const [transfer, setTransfer] = useState<Transfer | null>(null)
  useEffect(() => {
    let here = true
    setTransfer(null)
    void opened?.transfer().then((it) => here && setTransfer(() => it))
    return () => {
      here = false
    }
  }, [opened])
  return transfer
}
