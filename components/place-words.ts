import { i18n } from '#i18n'
import type { TestProblem } from '@/lib/protocol/sync-app'
import type { PlaceFault, PlaceField } from '@/lib/replicas/kinds'
import type { PlaceSettings } from '@/lib/replication/places'
import type { ReplicaProblem } from '@/lib/replication/problem'

type Kind = PlaceSettings['kind']

const KINDS = {
  s3: 'places.kind.s3',
  webdav: 'places.kind.webdav',
  'remote-storage': 'places.kind.remoteStorage',
  folder: 'places.kind.folder',
} as const satisfies { readonly [kind in Kind]: string }

const KIND_TEXTS = {
  s3: 'places.kind.s3Text',
  webdav: 'places.kind.webdavText',
  'remote-storage': 'places.kind.remoteStorageText',
  folder: 'places.kind.folderText',
} as const satisfies { readonly [kind in Kind]: string }

export const kindName = (kind: Kind): string => i18n.t(KINDS[kind])
export const kindText = (kind: Kind): string => i18n.t(KIND_TEXTS[kind])

const TESTS = {
  unreachable: 'places.test.unreachable',
  refused: 'places.test.refused',
  'no-place': 'places.test.noPlace',
  full: 'places.test.full',
  busy: 'places.test.busy',
  clock: 'places.test.clock',
  redirected: 'places.test.redirected',
  failing: 'places.test.failing',
  'wrong-answer': 'places.test.wrongAnswer',
} as const satisfies { readonly [problem in ReplicaProblem]: string }

const TODOS = {
  unreachable: 'places.todo.unreachable',
  refused: 'places.todo.refused',
  'no-place': 'places.todo.noPlace',
  full: 'places.todo.full',
  busy: 'places.todo.busy',
  clock: 'places.todo.clock',
  redirected: 'places.todo.redirected',
  failing: 'places.todo.failing',
  'wrong-answer': 'places.todo.wrongAnswer',
} as const satisfies { readonly [problem in ReplicaProblem]: string }

/** What the person can do about it. */
export const todoText = (problem: ReplicaProblem): string => i18n.t(TODOS[problem])

/** What is wrong with a place that is being entered, and what to do about it. */
export function testText(problem: TestProblem | 'broken'): string {
  if (problem === 'broken' || problem === 'not-a-place' || problem === 'needs-permission')
    return i18n.t('places.test.broken')
  return `${i18n.t(TESTS[problem])} ${todoText(problem)}`
}

const FAULTS = {
  missing: 'places.fault.missing',
  'too-long': 'places.fault.tooLong',
  'not-an-address': 'places.fault.notAnAddress',
  'not-https': 'places.fault.notHttps',
  'more-than-an-address': 'places.fault.moreThanAnAddress',
  'spaces-around': 'places.fault.spacesAround',
  character: 'places.fault.character',
} as const satisfies { readonly [fault in PlaceFault]: string }

/** What is wrong with one field, in the words of that field. */
export function faultText(kind: Kind, field: PlaceField, fault: PlaceFault, style: string): string {
  if (fault === 'more-than-an-address' && kind === 's3') return i18n.t('places.fault.storeAddress')
  if (fault === 'character' && field === 'bucket')
    return i18n.t(style === 'host' ? 'places.fault.bucketHost' : 'places.fault.bucketName')
  if (fault === 'character' && kind === 'webdav' && field === 'name') return i18n.t('places.fault.userColon')
  return i18n.t(FAULTS[fault])
}
