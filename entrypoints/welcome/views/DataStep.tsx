import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { bareClaimLabel } from '@/components/labels'
import { localeTag } from '@/components/locale'
import { Notice } from '@/components/Notice'
import { Select } from '@/components/Select'
import { TextArea } from '@/components/TextArea'
import { TextInput } from '@/components/TextInput'
import type { AddressField } from '@/lib/records/address'
import { COUNTRIES, countryName } from '@/lib/records/country'
import type { Welcome } from '../state'

/** Name, address, e-mail and phone: what shops ask for most. Every field may stay empty. */
export function DataStep({ welcome }: { readonly welcome: Welcome }) {
  const { firstData } = welcome
  const [state, setState] = useState<'ready' | 'saving' | 'failed'>('ready')
  const [countries] = useState(countryChoices)
  const typed = firstData.typed.value

  async function save(): Promise<void> {
    if (state === 'saving') return
    setState('saving')
    try {
      const kept = await welcome.withOpen(({ keeping }) => firstData.save(keeping))
      setState('ready')
      if (kept) welcome.next()
    } catch {
      setState('failed')
    }
  }

  const wiring = (question: keyof typeof typed) => ({
    value: typed[question] ?? '',
    onInput: (text: string) => firstData.set(question, text),
    error: problemOf(firstData.problems.value[question]),
  })
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <p>{i18n.t('welcome.data.text')}</p>
      <TextInput label={i18n.t('welcome.data.name')} {...wiring('name')} />
      <fieldset class="card stack">
        <legend class="welcome-legend">{i18n.t('kind.addresses')}</legend>
        <Select
          label={i18n.t('welcome.data.country')}
          value={typed.country ?? ''}
          choices={countries}
          onChange={(code) => firstData.set('country', code)}
        />
        {firstData.rows.value.map((row) => (
          <AddressInput key={row} row={row} wiring={wiring(row)} />
        ))}
      </fieldset>
      <TextInput
        label={i18n.t('kind.emails')}
        {...wiring('email')}
        type="email"
        inputMode="email"
        dir="ltr"
      />
      <TextInput
        label={i18n.t('kind.phones')}
        {...wiring('tel')}
        type="tel"
        inputMode="tel"
        dir="ltr"
        hint={i18n.t('welcome.data.phoneHint')}
      />
      <div aria-live="polite">
        {state === 'failed' ? <Notice kind="danger">{i18n.t('common.failed')}</Notice> : null}
      </div>
      <div class="welcome-foot">
        <Button onPress={welcome.next}>{i18n.t('welcome.data.skip')}</Button>
        <Button kind="primary" type="submit" busy={state === 'saving'}>
          {i18n.t('welcome.data.keep')}
        </Button>
      </div>
    </form>
  )
}

interface Wiring {
  readonly value: string
  readonly onInput: (text: string) => void
  readonly error: string | null
}

function AddressInput({ row, wiring }: { readonly row: AddressField; readonly wiring: Wiring }) {
  const label = bareClaimLabel(row)
  return row === 'street-address' ? (
    <TextArea label={label} rows={2} {...wiring} />
  ) : (
    <TextInput label={label} {...wiring} />
  )
}

function problemOf(problem: string | undefined): string | null {
  if (problem === undefined) return null
  if (problem === 'not-an-email') return i18n.t('welcome.data.notAnEmail')
  if (problem === 'not-a-phone') return i18n.t('welcome.data.notAPhone')
  return problem === 'too-long' ? i18n.t('welcome.data.tooLong') : i18n.t('welcome.data.notText')
}

function countryChoices() {
  const named = COUNTRIES.map((value) => ({ value, label: countryName(value, localeTag()) }))
  return [
    { value: '', label: i18n.t('welcome.data.noCountry') },
    ...named.sort((one, two) => one.label.localeCompare(two.label)),
  ]
}
