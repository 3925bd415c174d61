import { show } from '../state.js'

document.querySelector('#email').addEventListener('input', ({ target }) => show({ email: target.value }))
