import IMask from 'imask'
import { filesOf, show, showSent } from '../state.js'

document.querySelector('#app').innerHTML = `
  <form>
    <h1>Оформление заказа</h1>
    <label>Фамилия, имя <input id="fio"></label>
    <label>Телефон <input id="tel" type="tel" placeholder="+__ __ ____ ____"></label>
    <label>Дата рождения <input id="born" placeholder="дд.мм.гггг"></label>
    <label>Адрес доставки <input id="address"></label>
    <fieldset><legend>Оплата картой</legend>
      <label>Номер карты <input id="card" inputmode="numeric" autocomplete="cc-number"></label>
      <label>Срок действия <input id="expiry" placeholder="ММ/ГГ" autocomplete="cc-exp"></label>
    </fieldset>
    <label>Доверенность на получение <input id="paper" type="file" accept="application/pdf"></label>
    <button type="submit">Оплатить</button>
  </form>`

const state = {}
const mask = (name, options) => {
  const masked = IMask(document.querySelector(`#${name}`), options)
  masked.on('accept', () => {
    state[name] = masked.unmaskedValue
    show(state)
  })
}
mask('fio', { mask: /^[^\d]*$/ })
mask('tel', { mask: '+00 00 0000 0000', lazy: false })
mask('born', { mask: '00.00.0000' })
mask('address', { mask: String })
mask('card', { mask: '0000 0000 0000 0000' })
mask('expiry', { mask: '00/00' })
document.querySelector('#paper').addEventListener('change', ({ target }) => {
  state.paper = filesOf(target).join(', ')
  show(state)
})
document.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault()
  showSent(state)
})
