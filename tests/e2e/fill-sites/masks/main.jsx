/** @jsxImportSource react */
import { Maskito } from '@maskito/core'
import { formatCreditCard, registerCursorTracker } from 'cleave-zen'
import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { PatternFormat } from 'react-number-format'
import { show } from '../state.js'

const DIGITS = /\d/
const dated = [DIGITS, DIGITS, '/', DIGITS, DIGITS, '/', DIGITS, DIGITS, DIGITS, DIGITS]

function Masks() {
  const [state, setState] = useState({ phone: '', card: '', born: '', expiry: '' })
  const set = (key, value) => setState((now) => ({ ...now, [key]: value }))
  show(state)
  useEffect(() => {
    const card = document.querySelector('#card')
    const born = document.querySelector('#born')
    registerCursorTracker({ input: card, delimiter: ' ' })
    const masked = new Maskito(born, { mask: dated })
    born.addEventListener('input', () => set('born', born.value))
    card.addEventListener('input', () => {
      card.value = formatCreditCard(card.value)
      set('card', card.value)
    })
    return () => masked.destroy()
  }, [])
  return (
    <form>
      <h1>Every mask</h1>
      <label htmlFor="phone">
        Phone (react-number-format)
        <PatternFormat
          id="phone"
          type="tel"
          format="+## ## #### ####"
          value={state.phone}
          onValueChange={({ value }) => set('phone', value)}
        />
      </label>
      <label htmlFor="card">
        Card number (cleave-zen)
        <input id="card" autoComplete="cc-number" />
      </label>
      <label htmlFor="born">
        Date of birth (Maskito)
        <input id="born" placeholder="dd/mm/yyyy" autoComplete="bday" />
      </label>
      <label htmlFor="expiry">
        Expiry (by hand, controlled)
        <input
          id="expiry"
          autoComplete="cc-exp"
          value={state.expiry}
          onChange={({ target }) =>
            set('expiry', target.value.replace(/\D/g, '').replace(/^(\d\d)(\d)/, '$1 / $2'))
          }
        />
      </label>
    </form>
  )
}

createRoot(document.querySelector('#app')).render(<Masks />)
