import { show } from '../state.js'

/**
 * Lists that follow one another: the states come a while after the country, the towns a while after the state. `?never` they do
 * not come; `?anew` each is another element then; `?last` the country stands below its states.
 */
const query = new URLSearchParams(location.search)
const form = document.querySelector('form')
const STATES = {
  840: [
    ['CA', 'California'],
    ['IL', 'Illinois'],
    ['IN', 'Indiana'],
  ],
  124: [
    ['ON', 'Ontario'],
    ['QC', 'Quebec'],
  ],
}
const TOWNS = { IL: ['Chicago', 'Springfield'], CA: ['Fresno'], IN: ['Gary'], ON: ['Ottawa'], QC: ['Laval'] }

const field = (label, control) => {
  const around = document.createElement('label')
  around.append(label, control)
  return around
}
const list = (name, options, disabled = false) => {
  const made = document.createElement('select')
  Object.assign(made, { name, id: name, disabled })
  made.append(...[['', 'Choose'], ...options].map(([value, text]) => new Option(text, value)))
  return made
}
const input = (name) => Object.assign(document.createElement('input'), { name, id: name })

const country = list('country', [
  ['840', 'USA'],
  ['124', 'Canada'],
  ['484', 'Mexico'],
])
const lists = [field('State', list('region', [], true)), field('City', list('city', [], true))]
const [first, last] = query.has('last')
  ? [lists, [field('Country', country)]]
  : [[field('Country', country)], lists]
form.append(field('Street', input('street')), ...first, ...last, field('ZIP code', input('zip')))

/** A list says “Loading” first, and then what there is. */
function follow(name, options) {
  const held = form.elements[name]
  held.replaceChildren(new Option('Loading…', ''))
  held.disabled = true
  if (query.has('never')) return
  setTimeout(() => {
    const made = list(name, options)
    if (query.has('anew')) form.elements[name].replaceWith(made)
    else {
      form.elements[name].replaceChildren(...made.options)
      Object.assign(form.elements[name], { disabled: false, value: '' })
    }
  }, 500)
}
form.addEventListener('change', ({ target }) => {
  if (target.name === 'country') follow('region', STATES[target.value] ?? [])
  if (target.name === 'region')
    follow(
      'city',
      (TOWNS[target.value] ?? []).map((town) => [town, town]),
    )
  show(Object.fromEntries(new FormData(form)))
})
