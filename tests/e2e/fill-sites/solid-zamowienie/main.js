import { createEffect } from 'solid-js'
import html from 'solid-js/html'
import { createStore } from 'solid-js/store'
import { render } from 'solid-js/web'
import { filesOf, show, showSent } from '../state.js'

function Order() {
  const [order, setOrder] = createStore({
    imie: '',
    nazwisko: '',
    firma: '',
    ulica: '',
    kod: '',
    miasto: '',
    kraj: '',
    telefon: '',
    email: '',
    legitymacja: '',
  })
  createEffect(() => show({ ...order }))
  const set = (event) => setOrder(event.currentTarget.name, event.currentTarget.value)
  const field = (name, label, type = 'text') => html`<label>${label}
    <input name=${name} type=${type} prop:value=${() => order[name]} onInput=${set} /></label>`
  const send = (event) => {
    event.preventDefault()
    showSent({ ...order })
  }
  return html`<form onSubmit=${send}>
    <h1>Dane do wysyłki</h1>
    <div class="row">${field('imie', 'Imię')}${field('nazwisko', 'Nazwisko')}</div>
    ${field('firma', 'Nazwa firmy (opcjonalnie)')}
    ${field('ulica', 'Ulica i numer domu')}
    <div class="row">${field('kod', 'Kod pocztowy')}${field('miasto', 'Miejscowość')}</div>
    <label>Kraj <select name="kraj" onChange=${set}>
      <option value="">Wybierz</option><option value="PL">Polska</option><option value="GB">Wielka Brytania</option></select></label>
    ${field('telefon', 'Numer telefonu', 'tel')}
    ${field('email', 'Adres e-mail', 'email')}
    <label>Legitymacja uprawniająca do zniżki <input name="legitymacja" type="file"
      onChange=${({ currentTarget }) => setOrder('legitymacja', filesOf(currentTarget).join(', '))} /></label>
    <button type="submit">Zamawiam</button>
  </form>`
}

render(Order, document.querySelector('#app'))
