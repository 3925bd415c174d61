import { show } from '../state.js'

/**
 * Makes its form again: every second (`?every=1000`), or at each change of a field, keeping what was typed. With `?swap=1`
 * the fields also change their meaning when they are made again after the first time. With `?once=1` it is made again when it
 * is told to, and asks for a postcode where it asked for a town.
 */
const query = new URLSearchParams(location.search)
const state = { email: '', name: '', town: '', postcode: '' }
let round = 0

function draw() {
  round += 1
  const form = document.createElement('form')
  const last = query.has('once') && round > 1 ? { postcode: 'Postcode' } : { town: 'Town' }
  const texts = { email: 'E-mail', name: 'Full name', ...last }
  const swapped = query.has('swap') && round > 1
  for (const [key, text] of Object.entries(texts)) {
    const label = document.createElement('label')
    const input = document.createElement('input')
    input.id = input.name = key
    input.value = state[key]
    input.addEventListener('input', () => {
      state[key] = input.value
      show(state)
    })
    input.addEventListener('change', () => query.has('every') || query.has('once') || queueMicrotask(draw))
    label.append(swapped ? `Comment ${key.length}` : text, input)
    form.append(label)
  }
  document.querySelector('#app').replaceChildren(form)
}

draw()
if (query.has('once')) window.drawAgain = draw
else if (query.has('every')) setInterval(draw, Number(query.get('every')))
