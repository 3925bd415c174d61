import { onSitePort } from '@/lib/platform/site-ports'
import type { Broker } from '@/lib/services/broker'

/** Everything a site can reach. The port's caller was named by the browser; from here on there is no sender to read. */
export function openSiteDoor(broker: Broker): void {
  onSitePort((port) => {
    const connection = broker.connect(port.caller, (answer) => port.send(answer))
    port.onMessage((message) => connection.hear(message))
    port.onClose(() => connection.close())
  })
}
