import { discover } from '/sdk/index.js'

const at = (id) => document.getElementById(id)

function say(state, text) {
  at('status').dataset.state = state
  at('status').textContent = text
}

function decide(adult, how) {
  if (!adult) return say('under', 'Come back when you are 18. We will keep a bottle.')
  say('inside', '')
  at('gate').hidden = true
  at('inside').hidden = false
  at('got').textContent = how
  at('inside').focus()
}

function isAdult(date) {
  const [year, month, day] = date.split('-').map(Number)
  return new Date(year + 18, month - 1, day) <= new Date()
}

at('ask').onclick = async () => {
  say('asking', 'Selfstead is asking you, in a window of its own.')
  try {
    const { data } = await vault.request({
      purpose: { text: 'Show wines only to adults', type: 'age-verification' },
      claims: { bday: { required: true, accepts: ['over:18'] } },
      access: 'once',
    })
    if (typeof data.bday === 'string')
      decide(isAdult(data.bday), 'You told us your birth date. “Over 18” would have been enough.')
    else decide(data.bday.value === true, 'All we learned is that you are 18 or older.')
  } catch (error) {
    if (error.name === 'NotAllowedError')
      say('refused', 'Nothing was shared. You can still tell us your date of birth here.')
    else say('failed', `That did not work: ${error.message}`)
  }
}

at('birthday-form').onsubmit = (event) => {
  event.preventDefault()
  decide(isAdult(event.target.elements.bday.value), 'You told us your birth date.')
}

const vault = await discover({ timeout: Number.POSITIVE_INFINITY })
at('ask').hidden = false
if (at('status').dataset.state === 'ready') at('status').dataset.state = 'found'
