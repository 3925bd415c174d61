import { css, html, LitElement } from 'lit'
import { filesOf, show, showSent } from '../state.js'

class TejoField extends LitElement {
  static properties = { label: {}, name: {}, type: {}, value: {} }
  static styles = css`
    label { display: grid; gap: .25rem; font-size: .9rem }
    input { font: inherit; padding: .5rem .6rem; border: 1px solid #c5cbd6; border-radius: 6px }`
  constructor() {
    super()
    this.value = ''
    this.type = 'text'
  }
  render() {
    return html`<label for="control">${this.label}</label>
      <input id="control" name=${this.name} type=${this.type} .value=${this.value} @input=${this.take}>`
  }
  take(event) {
    this.value = event.target.value
    this.dispatchEvent(
      new CustomEvent('taken', { detail: { [this.name]: this.value }, bubbles: true, composed: true }),
    )
  }
}
customElements.define('tejo-field', TejoField)

class TejoForm extends LitElement {
  static properties = { order: { state: true } }
  static styles = css`
    form { display: grid; gap: .9rem }
    select { font: inherit; padding: .5rem; width: 100% }`
  constructor() {
    super()
    this.order = {}
  }
  updated() {
    show(this.order)
  }
  set(part) {
    this.order = { ...this.order, ...part }
  }
  render() {
    return html`<form @taken=${(event) => this.set(event.detail)}
        @submit=${(event) => {
          event.preventDefault()
          showSent(this.order)
        }}>
      <h1>Finalizar encomenda</h1>
      <tejo-field label="Nome completo" name="nome"></tejo-field>
      <tejo-field label="Correio eletrónico" name="correio" type="email"></tejo-field>
      <tejo-field label="Telemóvel" name="telemovel" type="tel"></tejo-field>
      <tejo-field label="Morada" name="morada"></tejo-field>
      <tejo-field label="Código postal" name="codigo-postal"></tejo-field>
      <tejo-field label="Localidade" name="localidade"></tejo-field>
      <label>País <select id="pais" @change=${(event) => this.set({ pais: event.target.value })}>
        <option value="">Escolha</option><option value="PRT">Portugal</option><option value="GBR">Reino Unido</option></select></label>
      <label>Fotografia do painel <input id="foto" type="file" accept="image/jpeg, image/png" multiple
        @change=${(event) => this.set({ foto: filesOf(event.target).join(', ') })}></label>
      <button type="submit">Encomendar</button>
    </form>`
  }
}
customElements.define('tejo-form', TejoForm)
document.querySelector('#app').append(document.createElement('tejo-form'))
