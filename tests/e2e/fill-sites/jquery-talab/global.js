import $ from 'jquery'

// The plugin looks for it there.
window.jQuery = window.$ = $
