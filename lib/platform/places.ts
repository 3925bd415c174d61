import { browser } from '@/lib/platform/browser'
import { createOpfsMirror } from '@/lib/platform/opfs'
import type { OrdinalPlace, Places, Sentinel, SentinelPlace } from '@/lib/vault/places'

const LOG = 'selfstead-log'
const SENTINEL = 'sentinel'
const ORDINAL = 'vault.database'

/** `storage.local`: a file of its own in both browsers, so it survives the loss of IndexedDB. */
function createLocalSentinel(): SentinelPlace {
  const area = browser.storage.local
  return {
    async read() {
      const found = (await area.get(SENTINEL)) as { sentinel?: Sentinel }
      return found.sentinel ?? null
    },
    write: (sentinel) => area.set({ [SENTINEL]: sentinel }),
    clear: () => area.remove(SENTINEL),
    keepAside: (name, sentinel) => area.set({ [`${SENTINEL}-${name}`]: sentinel }),
  }
}

function createLocalOrdinal(): OrdinalPlace {
  const area = browser.storage.local
  return {
    async read() {
      const { [ORDINAL]: stored } = await area.get(ORDINAL)
      return Number.isSafeInteger(stored) && (stored as number) > 0 ? (stored as number) : 1
    },
    write: (ordinal) => area.set({ [ORDINAL]: ordinal }),
    onChanged(listener, signal) {
      const hear = (changes: Record<string, unknown>, name: string) => {
        if (name === 'local' && ORDINAL in changes) listener()
      }
      browser.storage.onChanged.addListener(hear)
      signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(hear))
    },
  }
}

/** Where the vault lies in this browser. One object per context, made once. */
export function createBrowserPlaces(): Places {
  const channel = new BroadcastChannel(LOG)
  return {
    database: 'selfstead',
    ordinal: createLocalOrdinal(),
    mirror: createOpfsMirror('mirror'),
    sentinel: createLocalSentinel(),
    exclusively: (work) => navigator.locks.request(LOG, work) as ReturnType<typeof work>,
    // Whoever waits for the commit has its answer first; nobody depends on hearing this at once.
    announce: () => void setTimeout(() => channel.postMessage(null)),
    onAnnounced(listener, signal) {
      channel.addEventListener('message', listener)
      signal.addEventListener('abort', () => channel.removeEventListener('message', listener))
    },
    now: Date.now,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    // A background has no idle callback.
    idle: () => new Promise((resolve) => setTimeout(resolve)),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  }
}
