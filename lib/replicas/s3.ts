import { AwsV4Signer } from 'aws4fetch'
import { type Bytes, toHex } from '@/lib/base/bytes'
import { type Answer, createAsk, type HttpOptions } from '@/lib/replicas/http'
import { assertName, assertPrefix, isObjectName } from '@/lib/replicas/names'
import { errorOf, restOf } from '@/lib/replicas/problems'
import { type Replica, type ReplicaEntry, ReplicaError } from '@/lib/replicas/replica'
import { childrenOf, sizeOf, textOf, xmlOf } from '@/lib/replicas/xml'
import type { ReplicaProblem } from '@/lib/replication/problem'

/** A bucket of an object store that speaks S3's REST API, signed with AWS Signature Version 4. */
export interface S3Place {
  /** Scheme, host and port of the store, with nothing behind: `https://s3.example.org`. */
  readonly address: string
  readonly bucket: string
  readonly region: string
  readonly keyId: string
  readonly secret: string
  /** Where the bucket's name stands: in the path, or before the host. */
  readonly style: 'path' | 'host'
}

/** What an answer without an object of ours may hold: nothing but a short XML. */
const MOST_OF_AN_ANSWER = 65_536
/** A page of 10,000 names, which is ten times what is asked for. */
const MOST_OF_A_PAGE = 8_388_608
const PAGE = '1000'
const MOST_PAGES = 10_000
/** S3 refuses signatures that are further off than this; some stores say so by a plain 403. */
const MOST_SKEW = 15 * 60_000

/** Codes of errors, which say more than the status. Source: Amazon S3 API reference, "Error responses", and what the stores measured add. */
const PROBLEMS: { readonly [code: string]: ReplicaProblem } = {
  AuthorizationHeaderMalformed: 'refused',
  // What arrived is not what was sent.
  BadDigest: 'unreachable',
  BucketNotFound: 'no-place',
  EntityTooLarge: 'full',
  IncompleteBody: 'unreachable',
  InsufficientStorage: 'full',
  InvalidAccessKeyId: 'refused',
  InvalidBucketName: 'no-place',
  NoSuchBucket: 'no-place',
  OperationAborted: 'busy',
  QuotaExceeded: 'full',
  RequestExpired: 'clock',
  RequestTimeout: 'unreachable',
  RequestTimeTooSkewed: 'clock',
  ServiceUnavailable: 'busy',
  SignatureDoesNotMatch: 'refused',
  SlowDown: 'busy',
  TooManyRequests: 'busy',
  XAmzContentSHA256Mismatch: 'unreachable',
  XMinioAdminBucketQuotaExceeded: 'full',
  XMinioStorageFull: 'full',
}

export function createS3Replica(place: S3Place, options: HttpOptions = {}): Replica {
  const ask = createAsk(options)
  const now = options.now ?? Date.now
  const keys = new Map<string, ArrayBuffer>()
  const base = baseOf(place)

  async function send(method: string, path: string, most: number, signal: AbortSignal, body?: Bytes) {
    const signed = await new AwsV4Signer({
      method,
      url: base + path,
      // The body is signed as well: a store that checks it keeps nothing that was changed on the way.
      headers: {
        'x-amz-content-sha256': await hashOf(body ?? new Uint8Array(0)),
        ...(body ? { 'content-type': 'application/octet-stream' } : {}),
      },
      service: 's3',
      region: place.region,
      accessKeyId: place.keyId,
      secretAccessKey: place.secret,
      cache: keys,
      datetime: new Date(now()).toISOString().replace(/[:-]|\.\d{3}/g, ''),
    }).sign()
    const headers = Object.fromEntries(signed.headers)
    return ask({ method, address: signed.url.href, headers, most, signal, ...(body ? { body } : {}) })
  }

  return {
    async *list(prefix, signal) {
      assertPrefix(prefix)
      const seen = new Set<string>()
      for (let token: string | null = ''; token !== null; ) {
        const query = new URLSearchParams({
          'list-type': '2',
          'max-keys': PAGE,
          'encoding-type': 'url',
          prefix,
        })
        if (token) query.set('continuation-token', token)
        const answer = await send('GET', `?${query}`, MOST_OF_A_PAGE, signal)
        if (answer.status !== 200) throw s3ErrorOf(answer, now())
        const page = pageOf(answer.bytes, prefix)
        yield page.entries
        token = page.next
        // A list that comes round again, or never ends, is no list.
        if (token !== null && (seen.has(token) || seen.size >= MOST_PAGES))
          throw new ReplicaError('wrong-answer')
        if (token !== null) seen.add(token)
      }
    },

    async get(name, most, signal) {
      assertName(name)
      const answer = await send('GET', name, most, signal)
      if (answer.status === 200) return answer.bytes
      if (answer.status === 404 && codeOf(answer) === 'NoSuchKey') return null
      throw s3ErrorOf(answer, now())
    },

    async put(name, bytes, signal) {
      assertName(name)
      const answer = await send('PUT', name, MOST_OF_AN_ANSWER, signal, bytes)
      if (answer.status >= 400) throw s3ErrorOf(answer, now())
      // A store names the hash of what it has; a page that says "200" to everything does not.
      if (answer.status !== 200 || !answer.headers.get('etag') || answer.bytes.length > 0)
        throw new ReplicaError('wrong-answer')
    },

    async delete(name, signal) {
      assertName(name)
      const answer = await send('DELETE', name, MOST_OF_AN_ANSWER, signal)
      if (answer.status === 204 || (answer.status === 200 && answer.bytes.length === 0)) return
      if (answer.status === 404 && codeOf(answer) === 'NoSuchKey') return
      throw s3ErrorOf(answer, now())
    },
  }
}

/** Address of the bucket, with a slash at its end. */
function baseOf({ address, bucket, style }: S3Place): string {
  const url = new URL(address)
  if (style === 'path') return `${url.origin}/${bucket}/`
  return `${url.protocol}//${bucket}.${url.host}/`
}

async function hashOf(bytes: Bytes): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

function pageOf(
  bytes: Uint8Array,
  prefix: string,
): { readonly entries: readonly ReplicaEntry[]; readonly next: string | null } {
  const root = xmlOf(bytes)
  if (root.name !== 'ListBucketResult') throw new ReplicaError('wrong-answer')
  const isEncoded = textOf(root, 'EncodingType') === 'url'
  const entries = childrenOf(root, 'Contents').flatMap((content) => {
    const key = textOf(content, 'Key') ?? ''
    const name = isEncoded ? decoded(key) : key
    if (name === null || !name.startsWith(prefix) || !isObjectName(name)) return []
    const size = sizeOf(textOf(content, 'Size'))
    if (size === null) throw new ReplicaError('wrong-answer')
    return [{ name, size }]
  })
  if (textOf(root, 'IsTruncated') !== 'true') return { entries, next: null }
  const next = textOf(root, 'NextContinuationToken')
  if (!next) throw new ReplicaError('wrong-answer')
  return { entries, next }
}

function decoded(key: string): string | null {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '))
  } catch {
    return null
  }
}

/** The code that stands in the XML of an error; null where there is none. */
function codeOf(answer: Answer): string | null {
  try {
    const root = xmlOf(answer.bytes)
    return root.name === 'Error' ? textOf(root, 'Code') : null
  } catch {
    return null
  }
}

function s3ErrorOf(answer: Answer, now: number): ReplicaError {
  const code = codeOf(answer)
  const problem = code !== null && Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code] : undefined
  if (problem) return new ReplicaError(problem, problem === 'busy' ? restOf(answer.headers, now) : null)
  // A store names what is not there; a 404 without a code comes from something else.
  if (answer.status === 404) return new ReplicaError('wrong-answer')
  const date = Date.parse(answer.headers.get('date') ?? '')
  if (answer.status === 403 && Math.abs(date - now) > MOST_SKEW) return new ReplicaError('clock')
  return errorOf(answer, now)
}
