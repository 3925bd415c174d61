import { discover } from '/sdk/index.js'

const at = (id) => document.getElementById(id)

function say(state, text) {
  at('status').dataset.state = state
  at('status').textContent = text
}

/** The people the person picked, and of each nothing but the fields that were asked for. */
async function list(contacts) {
  const items = []
  for await (const { id, value } of contacts.list()) {
    const name = document.createElement('dt')
    const email = document.createElement('dd')
    name.textContent = value.name ?? 'No name'
    name.dataset.contact = id
    email.textContent = value.email ?? 'no e-mail address'
    email.className = 'quiet'
    items.push(name, email)
  }
  at('contacts').replaceChildren(...items)
  return items.length / 2
}

at('ask').onclick = async () => {
  say('asking', 'Selfstead is asking you, in a window of its own.')
  try {
    const grant = await vault.request({
      purpose: { text: 'Send your invitation to the people you pick' },
      collections: { contacts: { actions: ['read'], fields: ['name', 'email'], required: true } },
      access: 'session',
    })
    const contacts = grant.collection('contacts')
    contacts.addEventListener('change', () => list(contacts))
    grant.addEventListener('change', () => {
      const stands = grant.state === 'granted'
      say(
        grant.state,
        stands ? 'You changed what this page may do.' : 'This page may not see your contacts now.',
      )
    })
    const count = await list(contacts)
    say(
      'received',
      `You picked ${count}. Of anybody else this page knows nothing, not even how many there are.`,
    )
  } catch (error) {
    if (error.name === 'NotAllowedError') say('refused', 'Nobody was picked. Write the addresses below.')
    else say('failed', `That did not work: ${error.message}`)
  }
}

const vault = await discover({ timeout: Number.POSITIVE_INFINITY })
at('ask').hidden = false
say('found', 'Pick people from your contacts, or write their addresses.')
