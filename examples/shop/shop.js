import { discover } from '/sdk/index.js'
import { verifyReceipt } from '/sdk/verify.js'

const at = (id) => document.getElementById(id)
const form = at('order-form')

/** Claim → field of the form, and what a person calls it. */
const FIELDS = {
  name: ['name', 'Name'],
  'shipping street-address': ['street', 'Street'],
  'shipping postal-code': ['postal', 'Postal code'],
  'shipping address-level2': ['town', 'Town'],
  'shipping country-name': ['country', 'Country'],
  email: ['email', 'E-mail'],
  tel: ['tel', 'Phone'],
  bday: ['adult', 'Age'],
}

/** A real shop's server makes it and remembers it with the order. */
const nonce = crypto.randomUUID()

const request = {
  purpose: {
    text: 'Send order 1234: two bottles of perry, honey, apples',
    type: 'delivery',
    policy: 'https://orchard-row.example/privacy',
  },
  claims: {
    name: { required: true },
    'shipping street-address': { required: true },
    'shipping postal-code': { required: true },
    'shipping address-level2': { required: true },
    'shipping country-name': { required: true },
    email: { required: true, accepts: ['alias'] },
    tel: { reason: 'Only if the courier must call' },
    bday: { accepts: ['over:18'], reason: 'Saves you showing proof at the door' },
  },
  access: { for: 'P30D' },
  retention: 'P90D',
  nonce,
}

let vault = null
let grant = null

function say(state, text) {
  at('status').dataset.state = state
  at('status').textContent = text
}

/** A released value is text, or `{ form, value }` where the person chose something coarser. */
const plain = (released) => (typeof released === 'object' ? released.value : released)

function textOf(claim, released) {
  if (claim === 'bday') return plain(released) === true ? '18 or older' : 'Under 18, or not told'
  return String(plain(released))
}

/** Eighteen on this day at the latest, for those who send the whole birth date. */
function isAdult(released) {
  if (typeof released !== 'string') return released?.form === 'over:18' && released.value === true
  const [year, month, day] = released.split('-').map(Number)
  return new Date(year + 18, month - 1, day) <= new Date()
}

function show(data) {
  const rows = Object.entries(data).flatMap(([claim, released]) => {
    const name = document.createElement('dt')
    const value = document.createElement('dd')
    name.textContent = FIELDS[claim]?.[1] ?? claim
    value.textContent = textOf(claim, released)
    value.dataset.claim = claim
    return [name, value]
  })
  at('values').replaceChildren(...rows)
}

function fill(data) {
  for (const [claim, released] of Object.entries(data)) {
    const field = form.elements[FIELDS[claim]?.[0]]
    if (!field) continue
    if (claim === 'bday') field.checked = isAdult(released)
    else field.value = plain(released)
    field.classList.add('filled')
  }
}

const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' })

function showEnd() {
  at('until').textContent = grant.expires
    ? `Until ${day.format(new Date(grant.expires))}.`
    : 'Until you take it back, or close the browser if you chose that.'
}

async function receive() {
  show(grant.data)
  fill(grant.data)
  showEnd()
  at('withheld').textContent = grant.withheld.length
    ? `Not shared: ${grant.withheld.map((claim) => FIELDS[claim]?.[1] ?? claim).join(', ')}.`
    : ''
  at('receipt').textContent = JSON.stringify(grant.receipt, null, 2)
  at('received').hidden = false
  at('read-again').disabled = at('give-back').disabled = false
  say('received', 'Thank you. Look it over, change what you like, and place the order.')
  at('received').focus()
  const body = await verifyReceipt(grant.receipt, { nonce, origin: location.origin })
  at('genuine').textContent = body ? '· signature verified' : '· signature not valid'
}

const CHANGES = {
  revoked:
    'You took your permission back. This shop can no longer read from your vault; what it got before, it has.',
  paused: 'You paused this shop. It cannot read until you let it go on.',
  expired: 'Your permission has ended. This shop can no longer read from your vault.',
  granted: 'You changed your permission: this shop may read what you share with it now.',
}

function onChange() {
  if (at('status').dataset.state === 'given-back') return
  showEnd()
  say(grant.state, CHANGES[grant.state])
}

/** Every kind of no looks the same to a site, and needs no other answer than the ordinary form. */
function refused(error, state, text) {
  if (error.name === 'NotAllowedError') say(state, text)
  else if (error.name === 'InvalidStateError')
    say('asking', 'Selfstead is already asking you. Look for its window.')
  else say('failed', `That did not work: ${error.message}`)
}

at('ask').onclick = async () => {
  at('ask').disabled = true
  say('asking', 'Selfstead is asking you, in a window of its own.')
  try {
    grant = await vault.request(request)
    grant.addEventListener('change', onChange)
    await receive()
  } catch (error) {
    refused(error, 'refused', 'Nothing was shared. The form below works just as well.')
    form.elements.email.focus()
  }
  at('ask').disabled = false
}

at('read-again').onclick = async () => {
  try {
    show(await grant.read())
    say('read', 'Read again: this is what your vault says now.')
  } catch (error) {
    refused(
      error,
      'read-refused',
      'The read was refused. This shop has no permission to read from your vault now.',
    )
  }
}

at('give-back').onclick = async () => {
  try {
    say('given-back', 'Giving it back …')
    await grant.revoke()
    at('give-back').disabled = true
    say('given-back', 'Given back. This shop can no longer read from your vault.')
  } catch (error) {
    refused(error, 'given-back', 'There was nothing left to give back.')
  }
}

form.onsubmit = (event) => {
  event.preventDefault()
  say('ordered', `Order 1234 is on its way to ${form.elements.name.value}. (An example: nothing was sent.)`)
  at('status').scrollIntoView({ block: 'center' })
}

// The button appears when the person has Selfstead and lets this shop ask, be it now or while the page is open.
vault = await discover({ timeout: Number.POSITIVE_INFINITY })
at('ask').hidden = false
if (at('status').dataset.state === 'ready')
  say('found', 'Where should we send it? Selfstead can fill this in, and asks you first.')
