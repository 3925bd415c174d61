import { startApache } from './apache'
import { startArmadietto } from './armadietto'
import { startRclone } from './rclone'
import type { PlaceServer, ServerOptions } from './server'
import { startSwift } from './swift'

export interface KnownServer {
  readonly name: 'swift' | 'apache' | 'rclone' | 'armadietto'
  /** As a person knows it. */
  readonly title: string
  readonly start: (options: ServerOptions) => Promise<PlaceServer>
}

/** Every kind of server that the tests run against. */
export const SERVERS: readonly KnownServer[] = [
  { name: 'swift', title: 'OpenStack Swift', start: startSwift },
  { name: 'apache', title: 'Apache', start: startApache },
  { name: 'rclone', title: 'rclone serve webdav', start: startRclone },
  { name: 'armadietto', title: 'armadietto', start: startArmadietto },
]
