import { discover } from '/sdk/index.js'

const at = (id) => document.getElementById(id)

at('request-json').value = JSON.stringify(
  {
    purpose: { text: 'See how Selfstead answers', type: 'service' },
    claims: { email: { required: true, accepts: ['alias'] }, name: { accepts: ['given-name'] } },
    access: { for: 'P1D' },
    retention: 'P1D',
  },
  null,
  2,
)
at('raw-json').value = '{ "verb": "query", "claims": ["*"] }'

let vault = null
let grant = null
let controller = new AbortController()

function log(kind, what, value, ms) {
  const item = document.createElement('li')
  const head = document.createElement('p')
  const title = document.createElement('b')
  const time = document.createElement('span')
  const body = document.createElement('pre')
  item.dataset.kind = kind
  title.textContent = what
  time.textContent = ms === undefined ? '' : `${ms.toFixed(1)} ms`
  time.className = 'quiet'
  body.textContent = value === undefined ? '' : JSON.stringify(value, null, 2)
  head.append(title, time)
  item.append(head, body)
  at('log').prepend(item)
  at('state').textContent = grant ? grant.state : ''
}

/** Runs one call and writes down that it was made and what came of it. */
async function call(what, value, run) {
  log('call', what, value)
  const start = performance.now()
  try {
    log('ok', what, await run(), performance.now() - start)
  } catch (error) {
    log(
      'error',
      `${what}: ${error.name}`,
      { name: error.name, message: error.message },
      performance.now() - start,
    )
  }
}

const view = ({ data, withheld, expires, state, receipt }) => ({ data, withheld, expires, state, receipt })
const claims = () =>
  at('claims')
    .value.split(',')
    .map((claim) => claim.trim())
    .filter(Boolean)

function need() {
  if (!vault) throw new DOMException('Discover first', 'InvalidStateError')
  return vault
}

at('do-discover').onclick = () =>
  call('discover', { timeout: at('timeout').value }, async () => {
    vault = await discover({ timeout: Number(at('timeout').value) })
    return vault ? 'a vault' : null
  })

at('do-request').onclick = () => {
  controller = new AbortController()
  return call('request', at('request-json').value, async () => {
    vault ??= await discover({ timeout: 1_000 })
    grant = await need().request(JSON.parse(at('request-json').value), { signal: controller.signal })
    const made = grant
    made.addEventListener('change', () => log('event', 'change', { state: made.state }))
    return view(made)
  })
}

at('do-abort').onclick = () => controller.abort()
at('do-query').onclick = () => call('query', claims(), () => need().query({ claims: claims() }))
at('do-read').onclick = () =>
  call('read', claims(), async () => grant.read(claims().length ? claims() : null))
at('do-revoke').onclick = () => call('revoke', undefined, async () => (await grant.revoke()) ?? null)
at('clear').onclick = () => at('log').replaceChildren()

/** What the SDK would do, by hand: a port, a hello, then whatever stands in the box. */
at('do-raw').onclick = () => {
  const { port1, port2 } = new MessageChannel()
  const newId = () => `${crypto.randomUUID().replaceAll('-', '').slice(11)}A`
  const hello = newId()
  port1.onmessage = ({ data }) => {
    log('raw', 'answer', data)
    if (data.id !== hello) return
    const raw = JSON.parse(at('raw-json').value)
    port1.postMessage(typeof raw === 'object' && raw !== null ? { id: newId(), ...raw } : raw)
  }
  log('call', 'raw', at('raw-json').value)
  window.postMessage({ selfstead: 1 }, location.origin, [port2])
  port1.postMessage({ id: hello, verb: 'hello' })
}
