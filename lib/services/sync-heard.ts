import { fromUtf8, utf8 } from '@/lib/base/bytes'
import type { Instant } from '@/lib/base/time'
import { stampTime } from '@/lib/records/stamp'
import type { Reach } from '@/lib/replication/devices'
import { latestStamp } from '@/lib/vault/changes'
import type { DeepVault } from '@/lib/vault/deep'
import type { OpenSegment } from '@/lib/vault/load'

/** What a device said of itself by writing: when it last did, and how far it then had each chain. */
export interface Heard {
  readonly seen: Instant
  readonly has: Reach
}

/** Beside the log: most of it is in what is signed, which is not kept. */
export interface Hearing {
  /** By device id. */
  all(): ReadonlyMap<string, Heard>
  wrote(device: string, segment: Pick<OpenSegment, 'changes'>): void
  claimed(by: string, tip: { readonly device: string; readonly sequence: number }): void
  /** Reads what was heard when the background was last there; where that fails nothing is known of it. */
  recall(): Promise<void>
  remember(): Promise<void>
}

const NOTE = 'heard'

type Noted = readonly (readonly [string, Instant, readonly (readonly [string, number])[]])[]

export function createHearing({ chains }: DeepVault): Hearing {
  const known = new Map<string, { seen: Instant; readonly has: Map<string, number> }>()
  let recalling: Promise<void> | null = null
  let isNew = false

  function of(device: string) {
    const found = known.get(device) ?? { seen: 0, has: new Map<string, number>() }
    known.set(device, found)
    return found
  }

  function saw(device: string, at: Instant): void {
    const one = of(device)
    if (at <= one.seen) return
    one.seen = at
    isNew = true
  }

  function claimed(by: string, { device, sequence }: { readonly device: string; readonly sequence: number }) {
    const { has } = of(by)
    if (sequence <= (has.get(device) ?? 0)) return
    has.set(device, sequence)
    isNew = true
  }

  async function read(): Promise<void> {
    const bytes = await chains.readNote(NOTE)
    const wasNew = isNew
    for (const [device, seen, has] of bytes ? (JSON.parse(fromUtf8(bytes)) as Noted) : []) {
      saw(device, seen)
      for (const [of, sequence] of has) claimed(device, { device: of, sequence })
    }
    isNew = wasNew
  }

  const recall = () => (recalling ??= read())

  return {
    all: () => known,
    wrote(device, { changes }) {
      const latest = latestStamp(changes)
      if (latest) saw(device, stampTime(latest))
    },
    claimed,
    recall: () =>
      recall().catch(() => {
        recalling = null
      }),
    async remember() {
      if (!isNew) return
      await recall()
      isNew = false
      const noted: Noted = [...known].map(([device, { seen, has }]) => [device, seen, [...has]])
      await chains.writeNote(NOTE, utf8(JSON.stringify(noted)))
    },
  }
}
