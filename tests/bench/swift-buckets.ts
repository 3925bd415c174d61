import { AwsV4Signer } from 'aws4fetch'
import type { S3Place } from '@/lib/replicas/s3'

/** Another bucket of the same store, with nothing in it. */
export async function makeBucket<Place extends S3Place>(place: Place, bucket: string): Promise<Place> {
  const { url, headers } = await new AwsV4Signer({
    method: 'PUT',
    url: `${place.address}/${bucket}`,
    service: 's3',
    region: place.region,
    accessKeyId: place.keyId,
    secretAccessKey: place.secret,
  }).sign()
  const { status } = await fetch(url, { method: 'PUT', headers })
  if (status !== 200) throw new Error(`the store made no bucket: ${status}`)
  return { ...place, bucket }
}
