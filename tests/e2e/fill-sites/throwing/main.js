import { show } from '../state.js'

const state = {}
const of = (id) => document.querySelector(`#${id}`)
document.querySelector('form').addEventListener('input', ({ target }) => {
  state[target.name] = target.value
  show(state)
})
// A setter of its own that throws, and one over every field.
Object.defineProperty(of('name'), 'value', {
  get: () => '',
  set: () => {
    throw new Error('never')
  },
})
// A listener that throws; one that forbids; one that takes the field away; one that takes the value back.
of('town').addEventListener('input', () => {
  throw new Error('never')
})
of('zip').addEventListener('beforeinput', (event) => event.preventDefault())
of('tel').addEventListener('focus', () => of('tel').closest('label').remove())
