import { vaultError } from '@/lib/vault/errors'
import type { Inside, Taking, TakingBasis, There } from '@/lib/vault/inside'
import { isNothing } from '@/lib/vault/rewriting'

/**
 * Writes what `compose` makes of the head and the rows there are, in one transaction. It may be called again: on a newer head, or
 * under the lock where it made nothing. @throws VaultError `closed`, `unreachable`.
 */
export async function takeOver<Made extends Taking>(
  { head, damaged, rewrite, rewriteOnce, refresh, took, isClosed }: Inside,
  compose: (basis: TakingBasis) => Promise<Made>,
): Promise<Made> {
  const composed = (there: There) => compose({ head: head(), damaged: damaged(), there })
  const careful = () => rewrite(composed, true)
  const quick = await rewriteOnce(composed, true).catch(() => null)
  // That nothing is news is decided under the lock; what is to be put right first needs a look before that.
  const isDone = quick && quick !== 'overtaken' && !isNothing(quick, head())
  const made = isDone ? quick : ((await careful().catch(() => null)) ?? (await refresh().then(careful)))
  if (isClosed() || !made) throw vaultError(isClosed() ? 'closed' : 'unreachable')
  if (made.segments.length > 0) took(made)
  return made
}
