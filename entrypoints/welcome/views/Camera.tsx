import { useEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Notice } from '@/components/Notice'
import { readCode } from './read-picture'

/** How often a frame is looked at, in milliseconds. */
const LOOK_EVERY = 300

/** What the camera sees, until there is a code in it. Nothing of it is kept, and it is off when this goes. */
export function Camera({
  onFound,
  onStop,
}: {
  readonly onFound: (text: string) => void
  readonly onStop: () => void
}) {
  const video = useRef<HTMLVideoElement>(null)
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    let here = true
    let stream: MediaStream | null = null
    let timer: ReturnType<typeof setTimeout> | undefined

    async function look(): Promise<void> {
      const seen = video.current
      const text =
        seen && seen.videoWidth > 0 ? await readCode(seen, seen.videoWidth, seen.videoHeight) : null
      if (!here) return
      if (text !== null) onFound(text)
      else timer = setTimeout(() => void look(), LOOK_EVERY)
    }

    async function start(): Promise<void> {
      const wish = { video: { facingMode: 'environment', width: { ideal: 1_280 } }, audio: false }
      stream = await navigator.mediaDevices.getUserMedia(wish)
      if (!here || !video.current) return stop()
      video.current.srcObject = stream
      await video.current.play()
      await look()
    }

    function stop(): void {
      for (const track of stream?.getTracks() ?? []) track.stop()
    }

    start().catch(() => here && setFailed(true))
    return () => {
      here = false
      clearTimeout(timer)
      stop()
    }
  }, [])

  return (
    <div class="stack">
      {failed ? (
        <Notice kind="caution" live>
          {i18n.t('join.cameraNone')}
        </Notice>
      ) : (
        <>
          <p>{i18n.t('join.cameraText')}</p>
          <video ref={video} class="join-camera" muted playsInline aria-label={i18n.t('join.cameraText')} />
        </>
      )}
      <div>
        <Button onPress={onStop}>{i18n.t('join.cameraStop')}</Button>
      </div>
    </div>
  )
}
