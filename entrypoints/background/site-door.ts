import { onSitePort, type SitePort } from '@/lib/platform/site-ports'
import { mayAsk, onSitesChanged } from '@/lib/platform/sites'
import type { Broker } from '@/lib/services/broker'

/**
 * Everything a site can reach. The port's caller was named by the browser; from here on there is no sender to read. A
 * bridge outlives the person's word that its site may ask, so that word is asked for again at each port and each change.
 */
export function openSiteDoor(broker: Broker): void {
  const open = new Map<SitePort, () => void>()

  onSitePort((port) => {
    const connection = broker.connect(port.caller, (answer) => port.send(answer))
    let early: unknown[] | null = []
    const shut = () => {
      if (!open.delete(port)) return
      connection.close()
      port.close()
    }
    open.set(port, shut)
    port.onMessage((message) => {
      if (early) early.push(message)
      else if (open.has(port)) connection.hear(message)
    })
    port.onClose(shut)
    void mayAsk(port.caller.origin).then((allowed) => {
      const waiting = early ?? []
      early = null
      if (!allowed) shut()
      else for (const message of waiting) connection.hear(message)
    })
  })

  onSitesChanged(() => {
    for (const [port, shut] of open) {
      void mayAsk(port.caller.origin).then((allowed) => {
        if (!allowed) shut()
      })
    }
  })
}
