import { discover } from '/sdk/index.js'

const at = (id) => document.getElementById(id)
const form = at('locker-form')

/** Full name of somebody else's locker, such as app:notes@https://notes.example. */
form.elements.locker.value = new URLSearchParams(location.search).get('locker') ?? ''

function say(state, text) {
  at('status').dataset.state = state
  at('status').textContent = text
}

/** One text field per note; leaving it writes it. A function loses nothing that another page wrote meanwhile. */
async function list(notes) {
  const fields = []
  for await (const { id, value } of notes.list({ order: 'changed', reverse: true })) {
    const label = document.createElement('label')
    const text = document.createElement('textarea')
    text.value = value.text ?? ''
    text.dataset.note = id
    text.onchange = async () => {
      try {
        await notes.update(id, () => ({ text: text.value }))
        say('saved', 'Saved where it came from.')
      } catch (error) {
        say('failed', `That did not work: ${error.message}`)
      }
    }
    label.append(value.title || 'Untitled', text)
    fields.push(label)
  }
  at('notes').replaceChildren(...fields)
}

form.onsubmit = async (event) => {
  event.preventDefault()
  const locker = form.elements.locker.value.trim()
  say('asking', 'Selfstead is asking you, in a window of its own.')
  try {
    const grant = await vault.request({
      purpose: { text: 'Edit your notes with another editor' },
      collections: { [locker]: { actions: ['read', 'update'], required: true } },
      access: 'session',
    })
    const notes = grant.collection(locker)
    notes.addEventListener('change', () => list(notes))
    grant.addEventListener('change', () => {
      const stands = grant.state === 'granted'
      say(
        grant.state,
        stands ? 'You changed what this editor may do.' : 'This editor may not reach your notes now.',
      )
    })
    await list(notes)
    say('open', 'These are your own notes, where the other site left them.')
  } catch (error) {
    if (error.name === 'NotAllowedError') say('refused', 'Nothing was opened.')
    else say('failed', `That did not work: ${error.message}`)
  }
}

const vault = await discover({ timeout: Number.POSITIVE_INFINITY })
at('ask').disabled = false
say('found', 'Name a locker of another site. Selfstead asks you first, and shows whose it is.')
