import { expect, test } from 'vitest'
import { createBlobMirror } from '@/lib/vault/blob-mirror'
import { memoryDevice } from '@/tests/support/memory-places'

const ID = 'AAAAAAAAAAAAAAAAAAAAAA'

test('what is removed while it is copied does not come back under its name', async () => {
  const device = memoryDevice()
  const place = device.context().mirror
  const sealed = new Uint8Array(200)
  sealed[6] = 1
  const mirror = createBlobMirror(
    {
      ...place,
      async writeParts(name, parts) {
        await mirror.remove([ID])
        await place.writeParts(name, parts)
      },
    },
    async () => sealed,
    'tag',
  )
  mirror.want([ID])
  await mirror.flush()
  expect([...device.files.keys()]).toEqual([])
  mirror.stop()
})
