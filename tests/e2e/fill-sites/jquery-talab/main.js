import $ from 'jquery'
import { show, showSent } from '../state.js'

window.jQuery = window.$ = $
await import('jquery-mask-plugin')

const state = {}
$('#mobile').mask('+00 00 0000 0000')
$('form').on('input change', ':input', function () {
  state[this.name] = $(this).val()
  show(state)
})
$('form').on('submit', (event) => {
  event.preventDefault()
  showSent(state)
})
