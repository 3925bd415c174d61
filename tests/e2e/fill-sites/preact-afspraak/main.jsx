/** @jsxImportSource preact */
import { effect, signal } from '@preact/signals'
import { render } from 'preact'
import { filesOf, show, showSent } from '../state.js'

const afspraak = Object.fromEntries(
  [
    'voornaam',
    'tussenvoegsel',
    'achternaam',
    'geboren',
    'straat',
    'huisnummer',
    'postcode',
    'plaats',
    'telefoon',
    'email',
    'verwijsbrief',
  ].map((name) => [name, signal('')]),
)
const values = () => Object.fromEntries(Object.entries(afspraak).map(([name, { value }]) => [name, value]))
effect(() => show(values()))

const Field = ({ name, label, type = 'text' }) => (
  <div class="field">
    <label for={name}>{label}</label>
    <input
      id={name}
      type={type}
      value={afspraak[name]}
      onInput={(event) => {
        afspraak[name].value = event.currentTarget.value
      }}
    />
  </div>
)

render(
  <form
    onSubmit={(event) => {
      event.preventDefault()
      showSent(values())
    }}
  >
    <h1>Afspraak maken</h1>
    <div class="row">
      <Field name="voornaam" label="Voornaam" />
      <Field name="tussenvoegsel" label="Tussenvoegsel" />
      <Field name="achternaam" label="Achternaam" />
    </div>
    <Field name="geboren" label="Geboortedatum" type="date" />
    <div class="row">
      <Field name="straat" label="Straatnaam" />
      <Field name="huisnummer" label="Huisnummer" />
    </div>
    <div class="row">
      <Field name="postcode" label="Postcode" />
      <Field name="plaats" label="Woonplaats" />
    </div>
    <Field name="telefoon" label="Telefoonnummer" type="tel" />
    <Field name="email" label="E-mailadres" type="email" />
    <div class="field">
      <label for="verwijsbrief">Verwijsbrief (pdf)</label>
      <input
        id="verwijsbrief"
        type="file"
        accept=".pdf"
        onChange={(event) => {
          afspraak.verwijsbrief.value = filesOf(event.currentTarget).join(', ')
        }}
      />
    </div>
    <button type="submit">Afspraak aanvragen</button>
  </form>,
  document.querySelector('#app'),
)
