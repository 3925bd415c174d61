/** @jsxImportSource react */
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { filesOf, show, showSent } from '../state.js'

const EMPTY = {
  email: '',
  name: '',
  street: '',
  town: '',
  postcode: '',
  country: '',
  tel: '',
  gift: '',
  website: '',
  photo: '',
}

function Checkout() {
  const [form, setForm] = useState(EMPTY)
  // As most forms do it: what was typed in the same moment elsewhere would be lost here.
  const set = (key) => (event) => setForm({ ...form, [key]: event.target.value })
  show(form)
  return (
    <form
      action="/sent"
      onSubmit={(event) => {
        event.preventDefault()
        showSent(form)
      }}
    >
      <h1>Checkout</h1>
      <label htmlFor="email">
        Email address
        <input id="email" type="email" value={form.email} onChange={set('email')} required />
      </label>
      <h2>Delivery</h2>
      <label htmlFor="name">
        Full name
        <input id="name" autoComplete="shipping name" value={form.name} onChange={set('name')} />
      </label>
      <label htmlFor="street">
        Street address
        <input id="street" name="addr1" value={form.street} onChange={set('street')} />
      </label>
      <div className="row">
        <label htmlFor="town">
          Town or city
          <input id="town" name="city" value={form.town} onChange={set('town')} />
        </label>
        <label htmlFor="postcode">
          Postcode
          <input
            id="postcode"
            name="postcode"
            value={form.postcode}
            onChange={(event) => setForm({ ...form, postcode: event.target.value.toUpperCase() })}
          />
        </label>
      </div>
      <label htmlFor="country">
        Country
        <select id="country" value={form.country} onChange={set('country')}>
          <option value="">Choose</option>
          <option value="FR">France</option>
          <option value="IE">Ireland</option>
          <option value="GB">United Kingdom</option>
        </select>
      </label>
      <label htmlFor="tel">
        Phone number
        <input id="tel" type="tel" value={form.tel} onChange={set('tel')} />
      </label>
      <label htmlFor="gift">
        Gift message
        <textarea id="gift" value={form.gift} onChange={set('gift')} />
      </label>
      <label htmlFor="photo">
        Photo for the label
        <input
          id="photo"
          type="file"
          accept="image/*"
          onChange={(event) => setForm({ ...form, photo: filesOf(event.target).join(', ') })}
        />
      </label>
      <div style={{ position: 'absolute', left: '-5000px' }} aria-hidden="true">
        <label htmlFor="website">
          Company
          <input id="website" name="company" tabIndex={-1} value={form.website} onChange={set('website')} />
        </label>
      </div>
      <button type="submit">Pay £12.40</button>
    </form>
  )
}

createRoot(document.querySelector('#app')).render(<Checkout />)
