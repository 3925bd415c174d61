import { filesOf, show, showSent } from '../state.js'

const form = document.querySelector('form')
const fill = (name, from, to) => {
  form.elements[name].append(new Option('--', ''))
  for (let number = from; number !== to; number += from < to ? 1 : -1)
    form.elements[name].append(new Option(number))
}
fill('y', 2015, 1800)
fill('m', 1, 13)
fill('d', 1, 32)

const values = () => ({ ...Object.fromEntries(new FormData(form)), shorui: filesOf(form.elements.shorui) })
// Old pages know only that something was committed.
form.addEventListener('change', () => show(values()))
form.addEventListener('submit', (event) => {
  event.preventDefault()
  showSent(values())
})
