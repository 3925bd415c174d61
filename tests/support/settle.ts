/** So many messages, or steps of a database, may follow one from another. */
const STEPS = 200

/**
 * Lets `milliseconds` pass and then all arrive that is on its way. A busy machine comes late to the timer, and a late timer goes
 * before the messages that were sent long before it.
 */
export async function settle(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
  for (let step = 0; step < STEPS; step++) await new Promise((resolve) => setImmediate(resolve))
}
