import { discover } from '/sdk/index.js'

const at = (id) => document.getElementById(id)
const form = at('note')

let notes = null
/** The note on the page, as it was read: `base` of the next write. */
let open = null

function say(state, text) {
  at('status').dataset.state = state
  at('status').textContent = text
}

async function list() {
  const items = []
  for await (const { id, value } of notes.list({ order: 'changed', reverse: true })) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = value.title || 'Untitled'
    button.dataset.note = id
    button.onclick = () => show(id)
    items.push(button)
  }
  at('list').replaceChildren(...items)
}

async function show(id) {
  open = id === null ? null : await notes.get(id)
  form.elements.title.value = open?.value.title ?? ''
  form.elements.text.value = open?.value.text ?? ''
  form.elements.picture.value = ''
  at('delete').disabled = !open
  await paint(open?.value.picture)
}

/** On a canvas, because the page's policy takes no images but its own. */
async function paint(picture) {
  at('picture').hidden = !picture
  if (!picture) return
  const image = await createImageBitmap(await picture.blob())
  at('picture').width = image.width
  at('picture').height = image.height
  at('picture').getContext('2d').drawImage(image, 0, 0)
}

form.onsubmit = async (event) => {
  event.preventDefault()
  const { title, text, picture } = form.elements
  const value = {
    title: title.value,
    text: text.value,
    ...(picture.files[0] && { picture: picture.files[0] }),
  }
  try {
    const { id } = open
      ? await notes.update(open.id, value, { base: open.version })
      : await notes.create(value)
    await show(id)
    say('saved', 'Saved in your vault.')
  } catch (error) {
    const current = error.conflicts?.[0].current
    if (!error.conflicts) return say('failed', `That did not work: ${error.message}`)
    // The other version is now the base: saving again keeps what stands here.
    open = current
    say(
      'conflict',
      current
        ? `It was changed elsewhere, to: “${current.value.text}”. Save again to keep yours.`
        : 'It was deleted elsewhere. Save again to keep it.',
    )
  }
}

at('delete').onclick = async () => {
  await notes.delete(open.id)
  await show(null)
}
at('new').onclick = () => show(null)

at('ask').onclick = async () => {
  say('asking', 'Selfstead is asking you, in a window of its own.')
  try {
    const grant = await vault.request({
      purpose: { text: 'Keep your notes on your own device' },
      collections: { 'app:notes': { actions: ['read', 'create', 'update', 'delete'], required: true } },
      access: { for: 'P1Y' },
    })
    notes = grant.collection('app:notes')
    // Other tabs, other sites, and what you do in Selfstead.
    notes.addEventListener('change', list)
    grant.addEventListener('change', () => {
      const stands = grant.state === 'granted'
      say(
        grant.state,
        stands ? 'You changed what this page may do.' : 'This page may not reach your notes now.',
      )
    })
    await list()
    at('ask').hidden = true
    at('app').hidden = false
    say('open', 'Your notes lie in your vault. This site keeps nothing.')
  } catch (error) {
    if (error.name === 'NotAllowedError') say('refused', 'Nothing was opened.')
    else say('failed', `That did not work: ${error.message}`)
  }
}

const vault = await discover({ timeout: Number.POSITIVE_INFINITY })
at('ask').hidden = false
say('found', 'Open your notes: Selfstead asks you first.')
