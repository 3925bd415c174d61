import type { RecordState } from '@/lib/records/record'
import type { SimDevice } from '@/tests/replication/sim-device'

/** What devices hold, compared, and told where it is not the same. */

function stateOf({ vault }: SimDevice): readonly string[] {
  return vault
    .collections()
    .flatMap((name) => vault.all(name))
    .map((state) => JSON.stringify([state.collection, state.id, sorted(state.fields), state.floors]))
    .sort()
}

function sorted(fields: RecordState['fields']): unknown {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** The last of its own changes. */
export function ownTip({ vault }: Pick<SimDevice, 'vault'>): number {
  return vault.chains.tips().find((tip) => tip.device === vault.device)?.sequence ?? 0
}

export function isEqual(devices: readonly SimDevice[]): boolean {
  return difference(devices) === ''
}

const brief = (text = 'less') => text.replace(/x+/g, '').slice(0, 160)

export function told({ name, vault, syncing }: SimDevice): string {
  const { missing, forked, strange, isRemoved, replicas, newest, safe, devices } = syncing.health()
  const tips = vault.chains.tips().map(({ device, sequence }) => `${device.slice(0, 4)}:${sequence}`)
  const states = replicas.map(({ state, problem, lost, waiting }) => `${state}/${problem}/${lost}/${waiting}`)
  const known = devices.map(({ id, removed, has }) => [
    id.slice(0, 4),
    removed,
    [...has].map(([d, n]) => `${d.slice(0, 4)}:${n}`).join(),
  ])
  return JSON.stringify({
    name,
    self: vault.device.slice(0, 4),
    tips,
    missing,
    forked,
    strange,
    isRemoved,
    states,
    newest,
    safe,
    known,
  })
}

export function difference(devices: readonly SimDevice[]): string {
  const [first, ...others] = devices
  if (!first) return ''
  const expected = stateOf(first)
  for (const other of others) {
    const found = stateOf(other)
    const lacks = expected.find((one) => !found.includes(one))
    const more = found.find((one) => !expected.includes(one))
    if (lacks || more)
      return `${brief(more)} on ${other.name}, ${brief(lacks)} on ${first.name}\n${devices.map(told).join('\n')}`
  }
  return ''
}
