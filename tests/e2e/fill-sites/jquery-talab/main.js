import './global.js'
import 'jquery-mask-plugin'
import $ from 'jquery'
import { filesOf, show, showSent } from '../state.js'

const state = {}
$('#mobile').mask('+00 00 0000 0000')
$('form').on('input change', ':input', function () {
  state[this.name] = this.type === 'file' ? filesOf(this).join(', ') : $(this).val()
  show(state)
})
$('form').on('submit', (event) => {
  event.preventDefault()
  showSent(state)
})
