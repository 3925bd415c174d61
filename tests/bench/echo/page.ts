import { createConnection } from '@/lib/sdk/connection'

/** The SDK's own connection, to the bridge that hears `echo`. */
const connection = createConnection(
  {
    postMessage: (_, origin, ports) => window.postMessage({ echo: 1 }, origin, ports),
    addEventListener: (...given) => window.addEventListener(...given),
    removeEventListener: (...given) => window.removeEventListener(...given),
    location,
  },
  () => new MessageChannel(),
)

Object.assign(globalThis, {
  findEcho: () => connection.find(5_000),
  echo: () => connection.call('read', { grant: 'A'.repeat(22), claims: ['email'] }),
})
