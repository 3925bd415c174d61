import { filesOf, show, showSent } from '../state.js'

/** Part of the form without being a field of it: what it stands for is told to the form by its internals. */
class HanbitField extends HTMLElement {
  static formAssociated = true
  #internals = this.attachInternals()

  connectedCallback() {
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true })
    const style = document.createElement('style')
    style.textContent =
      'label { display: grid; gap: .25rem } input { font: inherit; padding: .5rem; border: 1px solid #c5cbd6; border-radius: 6px }'
    const label = document.createElement('label')
    const input = document.createElement('input')
    input.type = this.getAttribute('type') ?? 'text'
    input.setAttribute('aria-label', this.getAttribute('label'))
    label.append(this.getAttribute('label'), input)
    root.append(style, label)
    const said = () => (input.type === 'file' ? filesOf(input).join(', ') : input.value)
    input.addEventListener('input', () => this.#internals.setFormValue(said()))
    input.addEventListener('change', () => this.dispatchEvent(new Event('change', { bubbles: true })))
  }
}
customElements.define('hanbit-field', HanbitField)

const form = document.querySelector('form')
const values = () => Object.fromEntries(new FormData(form))
form.addEventListener('change', () => show(values()))
form.addEventListener('submit', (event) => {
  event.preventDefault()
  showSent(values())
})
