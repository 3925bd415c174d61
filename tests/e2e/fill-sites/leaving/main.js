import { show } from '../state.js'

/** Goes elsewhere after `?after=` milliseconds, or at the first field that is filled (`?after=input`). */
const after = new URLSearchParams(location.search).get('after') ?? '4000'
const leave = () => location.assign('../frames/inner.html')
const state = {}
document.querySelector('form').addEventListener('input', ({ target }) => {
  state[target.name] = target.value
  show(state)
  if (after === 'input') leave()
})
if (after !== 'input') setTimeout(leave, Number(after))
