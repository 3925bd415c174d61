/** @jsxImportSource react */
import { useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { useForm } from 'react-hook-form'
import { filesOf, show, showSent } from '../state.js'

function Registration() {
  const { register, handleSubmit, watch, formState } = useForm({ mode: 'onBlur' })
  const { errors, touchedFields } = formState
  useEffect(() => {
    const report = (values) => {
      const { ausweis, ...rest } = values
      show({ ...rest, ausweis: ausweis?.length ? filesOf({ files: ausweis }) : [] })
    }
    const { unsubscribe } = watch(report)
    return unsubscribe
  }, [watch])
  return (
    <form onSubmit={handleSubmit(showSent)} noValidate>
      <h1>Anmeldung zum Stromtarif</h1>
      <div className="row">
        <label>
          Anrede
          <select {...register('anrede')}>
            <option value="">Bitte wählen</option>
            <option>Frau</option>
            <option>Herr</option>
          </select>
        </label>
        <label>
          Vorname
          <input {...register('vorname', { required: 'fehlt' })} />
          <small>{errors.vorname?.message}</small>
        </label>
        <label>
          Nachname
          <input {...register('nachname', { required: 'fehlt' })} />
          <small>{errors.nachname?.message}</small>
        </label>
      </div>
      <div className="row">
        <label>
          Straße
          <input {...register('strasse')} />
        </label>
        <label>
          Hausnummer
          <input {...register('hausnummer')} />
        </label>
      </div>
      <div className="row">
        <label>
          PLZ
          <input {...register('plz')} />
        </label>
        <label>
          Ort
          <input {...register('ort')} />
        </label>
      </div>
      <label>
        E-Mail-Adresse
        <input
          type="email"
          {...register('email', { required: 'fehlt', pattern: { value: /^\S+@\S+$/, message: 'ungültig' } })}
        />
        <small>{errors.email?.message}</small>
      </label>
      <label>
        Geburtsdatum
        <input type="date" {...register('geburtsdatum')} />
      </label>
      <label>
        Kopie des Ausweises
        <input type="file" accept="image/jpeg,image/png" {...register('ausweis')} />
      </label>
      <label style={{ opacity: 0, height: '3px', overflow: 'hidden' }}>
        Telefon
        <input tabIndex={-1} autoComplete="off" {...register('telefon2')} />
      </label>
      <p id="touched">{Object.keys(touchedFields).sort().join(' ')}</p>
      <button type="submit">Anmelden</button>
    </form>
  )
}

createRoot(document.querySelector('#app')).render(<Registration />)
