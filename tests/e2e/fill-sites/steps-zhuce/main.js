import { filesOf, show, showSent } from '../state.js'

const form = document.querySelector('form')
const state = {}
form.addEventListener('input', ({ target }) => {
  state[target.name] = target.type === 'file' ? filesOf(target).join(', ') : target.value
  show(state)
})
document.querySelector('#next').addEventListener('click', () => {
  for (const step of document.querySelectorAll('[data-step]')) {
    step.hidden = step.dataset.step === '1'
    step.style.display = step.hidden ? 'none' : 'grid'
  }
})
form.addEventListener('submit', (event) => {
  event.preventDefault()
  showSent(state)
})
