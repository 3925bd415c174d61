/**
 * Stamps: readings of a hybrid logical clock (Kulkarni, Demirbas, Madappa, Avva, Leone: "Logical Physical Clocks", 2014)
 * with the device that made them. Their order as text is an order in which every change stands after all it could know of.
 */
import { type Clock, DAY, type Instant } from '@/lib/base/time'
import type { Stamp } from '@/lib/records/record'

const SHAPE = /^([0-9a-f]{12})([0-9a-f]{4})-([A-Za-z0-9_-]{1,64})$/
const LAST_MILLISECOND = 2 ** 48 - 1
const LAST_COUNT = 0xffff

/** How far ahead of this device's clock a stamp from a file may be. */
export const LEAD = DAY

export interface Stamper {
  /** A stamp later than every one made or seen before, even after the clock was set back. */
  next(): Stamp
  /**
   * Notes a stamp from elsewhere, so that the next one is later. What the own log holds is taken as it is: after the
   * clock was set back it lies in the future and is still ours. @throws RangeError for a stamp from a `file` that is
   * more than a day ahead of the clock, which would drag this device's stamps ahead for good.
   */
  saw(stamp: Stamp, source?: 'log' | 'file'): void
  /** The device goes by another id from now on; what tells its contexts apart stays. */
  become(device: string): void
}

/** @param device id of this device: 1 to 64 characters of base64url. @throws RangeError for another one. */
export function createStamper(given: { readonly device: string; readonly now: Clock }): Stamper {
  let { device } = given
  const { now } = given
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(device)) throw new RangeError('device id is not base64url')
  let time = 0
  let count = -1
  return {
    next() {
      const clock = wholeMilliseconds(now())
      if (clock > time) {
        time = clock
        count = 0
      } else if (count < LAST_COUNT) {
        count++
      } else {
        time++
        count = 0
      }
      return formatStamp(time, count, device)
    },
    saw(stamp, source = 'log') {
      const seen = parts(stamp)
      if (!seen) throw new RangeError('not a stamp')
      if (source === 'file' && isAhead(stamp, now())) throw new RangeError('stamp lies in the future')
      if (seen.time > time || (seen.time === time && seen.count > count)) {
        time = seen.time
        count = seen.count
      }
    },
    become(id) {
      device = `${id}${device.slice(DEVICE)}`
    },
  }
}

/** @returns null when `text` is not a stamp. */
export function parseStamp(text: unknown): Stamp | null {
  return typeof text === 'string' && SHAPE.test(text) ? (text as Stamp) : null
}

/** Negative when `a` is earlier than `b`, zero when they are the same. */
export function compareStamps(a: Stamp, b: Stamp): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The time part: when the change was made, as its device's clock had it (never before what that device had seen). */
export function stampTime(stamp: Stamp): Instant {
  return Number.parseInt(stamp.slice(0, 12), 16)
}

/** The device that made it. */
export function stampDevice(stamp: Stamp): string {
  return stamp.slice(17)
}

/** Characters of a device id. What follows in a stamp tells the device's contexts apart. */
const DEVICE = 22

/** Id of the device that made it: who is named for an entry of the ledger, or a version. */
export function stampedBy(stamp: Stamp): string {
  return stamp.slice(17, 17 + DEVICE)
}

/** True when `stamp` is more than a day ahead of `now`: no honest file holds such a one. */
export function isAhead(stamp: Stamp, now: Instant): boolean {
  return stampTime(stamp) > wholeMilliseconds(now) + LEAD
}

function parts(stamp: string): { readonly time: number; readonly count: number } | null {
  const found = SHAPE.exec(stamp)
  if (!found) return null
  return { time: Number.parseInt(found[1] as string, 16), count: Number.parseInt(found[2] as string, 16) }
}

function formatStamp(time: number, count: number, device: string): Stamp {
  if (time > LAST_MILLISECOND) throw new RangeError('stamps are used up')
  return `${time.toString(16).padStart(12, '0')}${count.toString(16).padStart(4, '0')}-${device}` as Stamp
}

/** A machine's clock can be anything; a stamp holds whole milliseconds from 1970 on. */
function wholeMilliseconds(time: Instant): number {
  return Number.isFinite(time) ? Math.min(Math.max(0, Math.floor(time)), LAST_MILLISECOND) : 0
}
