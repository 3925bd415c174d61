import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Checkbox } from '@/components/Checkbox'
import { FormDialog } from '@/components/FormDialog'
import { formLabel } from '@/components/labels'
import { localeTag } from '@/components/locale'
import { Select } from '@/components/Select'
import { TextInput } from '@/components/TextInput'
import {
  coarserForms,
  EMPTY_FORM,
  type RuleForm,
  type RuleProblem,
  ruledNames,
  ruleOfForm,
} from '@/entrypoints/dashboard/state/rule-form'
import { ruledText } from '@/entrypoints/dashboard/views/part-words'
import type { NewRule } from '@/lib/services/ruling'

const KINDS = {
  never: 'rules.form.never',
  only: 'rules.form.only',
  longest: 'rules.form.longest',
  'optional-only': 'rules.form.optionalOnly',
  'ask-always': 'rules.form.askAlways',
  'refuse-always': 'rules.form.refuseAlways',
  budget: 'rules.form.budget',
} as const

/** A form for each kind of rule. */
export function RuleDialog({
  onAdd,
  onClose,
}: {
  /** False: it is no rule. */
  readonly onAdd: (rule: NewRule) => Promise<boolean>
  readonly onClose: () => void
}) {
  const [form, setForm] = useState<RuleForm>(EMPTY_FORM)
  const [wrong, setWrong] = useState<RuleProblem | null>(null)
  const change = (part: Partial<RuleForm>) => {
    setForm({ ...form, ...part })
    setWrong(null)
  }
  const keep = () => {
    const rule = ruleOfForm(form)
    if (typeof rule === 'string') setWrong(rule)
    else void onAdd(rule).then((kept) => setWrong(kept || !('origin' in rule) ? null : 'site'))
  }
  return (
    <FormDialog title={i18n.t('rules.add')} action={i18n.t('rules.keep')} onGo={keep} onClose={onClose}>
      <Select
        label={i18n.t('rules.form.kind')}
        value={form.kind}
        choices={(Object.keys(KINDS) as RuleForm['kind'][]).map((kind) => ({
          value: kind,
          label: i18n.t(KINDS[kind]),
        }))}
        onChange={(kind) => change({ kind, ...(kind === 'only' && { claim: 'email' }) })}
      />
      <Fields form={form} wrong={wrong} change={change} />
    </FormDialog>
  )
}

interface FieldsProps {
  readonly form: RuleForm
  readonly wrong: RuleProblem | null
  readonly change: (part: Partial<RuleForm>) => void
}

function Fields({ form, wrong, change }: FieldsProps) {
  switch (form.kind) {
    case 'never':
    case 'only':
      return <Claim form={form} wrong={wrong} change={change} kind={form.kind} />
    case 'longest':
      return (
        <TextInput
          label={i18n.t('rules.form.days')}
          inputMode="numeric"
          value={form.days}
          onInput={(days) => change({ days })}
          error={wrong === 'days' ? i18n.t('rules.form.wrongDays') : null}
        />
      )
    case 'optional-only':
      return <p class="quiet">{i18n.t('rules.optionalOnly')}</p>
    case 'budget':
      return (
        <>
          <TextInput
            label={i18n.t('rules.form.reads')}
            inputMode="numeric"
            value={form.reads}
            onInput={(reads) => change({ reads })}
            error={wrong === 'reads' ? i18n.t('rules.form.wrongReads') : null}
          />
          <Site form={form} wrong={wrong} change={change} />
        </>
      )
    case 'ask-always':
    case 'refuse-always':
      return <Site form={form} wrong={wrong} change={change} />
  }
}

function Site({ form, wrong, change }: FieldsProps) {
  return (
    <TextInput
      label={i18n.t('rules.form.site')}
      hint={i18n.t(form.kind === 'budget' ? 'rules.form.anyHint' : 'rules.form.siteHint')}
      inputMode="url"
      dir="ltr"
      value={form.site}
      onInput={(site) => change({ site })}
      error={wrong === 'site' ? i18n.t('rules.form.wrongSite') : null}
    />
  )
}

function Claim({ form, wrong, change, kind }: FieldsProps & { readonly kind: 'never' | 'only' }) {
  const collator = new Intl.Collator(localeTag())
  const choices = ruledNames(kind)
    .map((name) => ({ value: name, label: ruledText(name) }))
    .sort((a, b) => collator.compare(a.label, b.label))
  return (
    <>
      <Select
        label={i18n.t('rules.form.what')}
        value={form.claim}
        choices={choices}
        onChange={(claim) => change({ claim, forms: [] })}
      />
      {kind === 'only' ? (
        <fieldset class="picks">
          <legend class="field-label">{i18n.t('rules.form.forms')}</legend>
          {coarserForms(form.claim).map((one) => (
            <Checkbox
              key={one}
              checked={form.forms.includes(one)}
              onChange={(on) =>
                change({ forms: on ? [...form.forms, one] : form.forms.filter((other) => other !== one) })
              }
            >
              {formLabel(one)}
            </Checkbox>
          ))}
          <div aria-live="polite">
            {wrong === 'forms' ? <p class="field-error">{i18n.t('rules.form.wrongForms')}</p> : null}
          </div>
        </fieldset>
      ) : null}
    </>
  )
}
