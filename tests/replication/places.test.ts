import { describe, expect, it } from 'vitest'
import { mergeStates, versionsOf } from '@/lib/records/merge'
import type { RecordState } from '@/lib/records/record'
import { createStamper } from '@/lib/records/stamp'
import { parsePlace } from '@/lib/replicas/kinds'
import {
  newPlace,
  PLACES,
  type PlaceSettings,
  placeChange,
  readPlaces,
  removedPlace,
} from '@/lib/replication/places'

const ID = 'AAAAAAAAAAAAAAAAAAAAAA'
const { next } = createStamper({ device: 'a', now: () => 1_000 })

const webdav: PlaceSettings = {
  kind: 'webdav',
  address: 'https://cloud.example:8443/remote.php/dav/',
  name: 'Ada',
  password: ' spaces are kept ',
}
const s3: PlaceSettings = {
  kind: 's3',
  address: 'https://s3.example',
  bucket: 'copies',
  region: 'eu',
  keyId: 'key',
  secret: 'secret',
  style: 'path',
}
const remoteStorage: PlaceSettings = {
  kind: 'remote-storage',
  address: 'https://rs.example/ada/',
  token: 'token',
}
const folder: PlaceSettings = { kind: 'folder', device: ID }

const records = (...states: readonly RecordState[]) => ({
  all: (collection: string) => (collection === PLACES ? states.filter(({ erased }) => !erased) : []),
})
/** One record with one field, whatever it holds. */
const stored = (entered: unknown): RecordState => ({
  collection: PLACES,
  id: ID,
  fields: { entered: [{ value: entered as never, stamp: next() }] },
})

describe('a place in the vault', () => {
  it.each([webdav, s3, remoteStorage, folder])('of kind $kind is read as it was entered', (entered) => {
    const [place] = readPlaces(records(newPlace(ID, { name: 'Mine', entered }, next())))
    expect(place).toEqual({ id: ID, name: 'Mine', isPaused: false, entered, version: expect.any(String) })
  })

  it.each([webdav, s3, remoteStorage])('of kind $kind is what can be opened', (entered) => {
    expect(parsePlace(readPlaces(records(stored(entered)))[0]?.entered)).toMatchObject({ ok: true })
  })

  it('is called by its host until it has a name', () => {
    const named = (name: string, entered: PlaceSettings) =>
      readPlaces(records(newPlace(ID, { name, entered }, next())))[0]?.name
    expect(named('', webdav)).toBe('cloud.example:8443')
    expect(named(' \u202e ', s3)).toBe('s3.example')
    expect(named('', folder)).toBe('')
    expect(named('Home\u202e\nserver', webdav)).toBe('Home server')
  })

  it('keeps what a change leaves out', () => {
    const made = newPlace(ID, { name: 'Mine', entered: webdav }, next())
    const paused = mergeStates(made, placeChange(ID, { isPaused: true }, next()))
    expect(readPlaces(records(paused))[0]).toEqual({
      id: ID,
      name: 'Mine',
      isPaused: true,
      entered: webdav,
      version: made.fields.entered?.[0]?.stamp,
    })
    const again = mergeStates(paused, placeChange(ID, { isPaused: false }, next()))
    expect(readPlaces(records(again))[0]?.isPaused).toBe(false)
  })

  it('never has the address of one device with the password of another', () => {
    const made = newPlace(ID, { name: '', entered: webdav }, next())
    const changed = placeChange(ID, { entered: { ...webdav, password: 'new' } }, next())
    const moved = placeChange(ID, { entered: { ...webdav, address: 'https://other.example/' } }, next())
    const merged = mergeStates(mergeStates(made, changed), moved)
    expect(readPlaces(records(merged))[0]?.entered).toEqual({ ...webdav, address: 'https://other.example/' })
  })

  it('erases nothing where it is new', () => {
    expect(newPlace(ID, { name: 'Mine', entered: webdav }, next())).not.toHaveProperty('floors')
  })

  it('keeps no credentials that were changed', () => {
    const made = newPlace(ID, { name: '', entered: webdav }, next())
    const merged = mergeStates(made, placeChange(ID, { entered: { ...webdav, password: 'new' } }, next()))
    expect(versionsOf(merged, 'entered')).toHaveLength(1)
    expect(JSON.stringify(merged)).not.toContain('spaces are kept')
  })

  it('keeps nothing once it was removed, whatever is written later', () => {
    const made = newPlace(ID, { name: '', entered: webdav }, next())
    const removed = mergeStates(made, removedPlace(ID, next()))
    const late = mergeStates(removed, placeChange(ID, { entered: webdav }, next()))
    expect(late.fields).toEqual({})
    expect(readPlaces(records(late))).toEqual([])
  })

  it.each([
    ['nothing', null],
    ['a list', [webdav]],
    ['a later kind', { ...webdav, kind: 'carrier-pigeon' }],
    ['a kind that every object has', { ...webdav, kind: 'constructor' }],
    ['a field too few', { kind: 'webdav', address: 'https://cloud.example/', name: 'Ada' }],
    ['a field of another type', { ...webdav, password: 1 }],
    ['another style', { ...s3, style: 'other' }],
  ])('is none where it holds %s', (_, entered) => {
    expect(readPlaces(records(stored(entered)))).toEqual([])
  })

  it('is none under an id that we would not give', () => {
    expect(readPlaces(records({ ...stored(webdav), id: '../places' }))).toEqual([])
  })

  it('leaves out what a later version added to a kind', () => {
    expect(readPlaces(records(stored({ ...webdav, folder: 'x' })))[0]?.entered).toEqual(webdav)
  })

  it('is read once until something changes', () => {
    const list = [stored(webdav)]
    const of = { all: () => list }
    expect(readPlaces(of)).toBe(readPlaces(of))
  })
})
