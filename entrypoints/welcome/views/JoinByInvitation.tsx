import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { FilePick } from '@/components/FilePick'
import { listText } from '@/components/lists'
import { Notice } from '@/components/Notice'
import { TextArea } from '@/components/TextArea'
import type { Welcome } from '../state'
import type { Join } from '../state/join'
import { Camera } from './Camera'
import { DeviceName } from './DeviceName'
import { failureText } from './join-words'
import { readPicture } from './read-picture'

/** The invitation that another device shows: pasted, in a picture, or before the camera. */
export function JoinByInvitation({ welcome, join }: { readonly welcome: Welcome; readonly join: Join }) {
  const { edges } = welcome
  const [text, setText] = useState('')
  const [name, setName] = useState('')
  const [looks, setLooks] = useState(false)
  const [errors, setErrors] = useState<{
    readonly text?: string
    readonly picture?: string
    readonly name?: string
  }>({})
  useEffect(() => void edges.deviceName().then(setName, () => undefined), [edges])
  const read = text.trim() === '' ? null : join.read(text)
  const leads = read?.ok ? read.value : null

  function found(invitation: string): void {
    setLooks(false)
    const led = join.read(invitation)
    setErrors(led.ok ? {} : { text: failureText({ problem: led.reason, place: null }) })
    setText(invitation)
  }

  async function picture(file: File): Promise<void> {
    const invitation = await readPicture(file)
    if (invitation === null) setErrors({ picture: i18n.t('join.noPicture') })
    else found(invitation)
  }

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (join.busy.value) return
        if (!leads)
          setErrors({
            text: failureText({ problem: read && !read.ok ? read.reason : 'foreign', place: null }),
          })
        else if (name.trim() === '') setErrors({ name: i18n.t('join.nameEmpty') })
        // First of all: the browser takes its question only from the press itself.
        else void join.byInvitation(text, name.trim())
      }}
    >
      <p class="quiet">{i18n.t('join.open', [i18n.t('places.title'), i18n.t('devices.add')])}</p>
      <TextArea
        label={i18n.t('join.paste')}
        hint={leads ? null : i18n.t('join.pasteHint')}
        rows={3}
        mono
        spellcheck={false}
        value={text}
        error={errors.text}
        onInput={(next) => {
          setText(next)
          setErrors({})
        }}
      />
      {leads ? (
        <>
          <Notice live>
            {i18n.t('join.read', [listText(leads.hosts)])} {i18n.t('join.browser')}
          </Notice>
          <DeviceName name={name} error={errors.name} onInput={setName} />
        </>
      ) : (
        <>
          <FilePick
            label={i18n.t('join.picture')}
            hint={i18n.t('join.pictureHint')}
            accept="image/*"
            error={errors.picture}
            onFile={(file) => void picture(file)}
          />
          {looks ? (
            <Camera onFound={found} onStop={() => setLooks(false)} />
          ) : (
            <div>
              <Button onPress={() => setLooks(true)}>{i18n.t('join.camera')}</Button>
            </div>
          )}
        </>
      )}
      <div class="welcome-foot">
        <Button kind="plain" onPress={() => welcome.choose('new')}>
          {i18n.t('join.new')}
        </Button>
        <Button kind="primary" type="submit" busy={join.busy.value}>
          {i18n.t('join.go')}
        </Button>
      </div>
    </form>
  )
}
