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
/** One of each verb, to send past the SDK's checks. The grant is the last one's. */
const RAW = {
  query: { claims: ['*'] },
  request: { request: { purpose: { text: 'x' }, claims: { email: {} }, access: 'once' } },
  read: { grant: '', claims: null },
  revoke: { grant: '' },
  offer: { offer: { purpose: { text: 'x' }, collection: 'contacts', fields: { name: 'Ada' } } },
  list: { grant: '', collection: 'app:notes', after: null, limit: 10, order: 'created', reverse: false },
  get: { grant: '', collection: 'app:notes', ids: ['first'] },
  count: { grant: '', collection: 'app:notes' },
  write: { grant: '', collection: 'app:notes', changes: [{ op: 'create', id: 'first', value: { n: 1 } }] },
  watch: { grant: '', collection: 'app:notes' },
  upload: { grant: '', collection: 'app:notes', size: 3, type: '', name: '' },
  chunk: { upload: '', index: 0, data: 'AQID' },
  download: { grant: '', collection: 'app:notes', record: 'first', field: 'file', index: 0 },
  cancel: { target: '' },
  hello: {},
}
at('raw-verb').replaceChildren(...Object.keys(RAW).map((verb) => new Option(verb)))
at('offer-json').value = JSON.stringify(RAW.offer.offer, null, 2)
at('changes-json').value = JSON.stringify(
  [{ op: 'create', id: 'first', value: { title: 'First', n: 1 } }],
  null,
  2,
)

let vault = null
let grant = null
/** The id of the last grant, which the SDK keeps to itself: its receipt has it. */
let id = ''
let controller = new AbortController()
/** Collections that are listened to. */
const heard = new Set()

at('raw-verb').onchange = () => {
  const verb = at('raw-verb').value
  const members = RAW[verb]
  at('raw-json').value = JSON.stringify(
    { verb, ...members, ...('grant' in members && { grant: id }) },
    null,
    2,
  )
}
at('raw-verb').onchange()

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

const view = ({ data, withheld, expires, state, collections, picked, receipt }) => ({
  data,
  withheld,
  expires,
  state,
  collections,
  picked,
  receipt,
})
const words = (field) =>
  at(field)
    .value.split(',')
    .map((word) => word.trim())
    .filter(Boolean)
const claims = () => words('claims')

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
    id = made.receipt.body.record.id
    made.addEventListener('change', ({ detail }) =>
      log('event', 'change', { ...detail, expires: made.expires }),
    )
    at('raw-verb').onchange()
    return view(made)
  })
}

at('do-abort').onclick = () => controller.abort()
at('do-query').onclick = () => call('query', claims(), () => need().query({ claims: claims() }))
at('do-read').onclick = () =>
  call('read', claims(), async () => grant.read(claims().length ? claims() : null))
at('do-offer').onclick = () =>
  call('offer', at('offer-json').value, async () => {
    vault ??= await discover({ timeout: 1_000 })
    return (await need().offer(JSON.parse(at('offer-json').value))) ?? null
  })

/** The collection that is named, listened to from now on. */
function named() {
  if (!grant) throw new DOMException('Request first', 'InvalidStateError')
  const collection = grant.collection(at('collection').value)
  if (!heard.has(collection))
    collection.addEventListener('change', ({ detail }) =>
      log('event', `records of ${collection.name}`, detail),
    )
  heard.add(collection)
  return collection
}

const ids = () => words('ids')

/** What an attachment is, and how much of it comes; any other member as it is. */
async function shown(record) {
  if (!record) return null
  const members = Object.entries(record.value).map(async ([name, value]) =>
    typeof value?.blob === 'function'
      ? [name, { ...value, downloaded: (await value.blob()).size }]
      : [name, value],
  )
  return { ...record, value: Object.fromEntries(await Promise.all(members)) }
}

const IN_COLLECTION = {
  async list(collection) {
    for await (const page of collection.list({ limit: 10 }).pages()) return page
  },
  get: async (collection) => Promise.all((await collection.getMany(ids())).map(shown)),
  count: (collection) => collection.count(),
  write: (collection) => collection.write(JSON.parse(at('changes-json').value)),
  watch: async (collection) => `hearing of ${collection.name}`,
  // Up in parts, then named by a record; Get brings it down again.
  attach: (collection) =>
    collection.create(
      { file: new File([new Uint8Array(1_000_000)], 'zeros.bin') },
      { id: ids()[0] ?? 'first' },
    ),
}
for (const [verb, run] of Object.entries(IN_COLLECTION))
  at(`do-${verb}`).onclick = () => call(verb, at('collection').value, async () => run(named()))

at('do-revoke').onclick = () => call('revoke', undefined, async () => (await grant.revoke()) ?? null)
at('clear').onclick = () => at('log').replaceChildren()

/** What the SDK would do, by hand: a port, a hello, then whatever stands in the box. */
at('do-raw').onclick = () => {
  const { port1, port2 } = new MessageChannel()
  const newId = () => `${crypto.randomUUID().replaceAll('-', '').slice(11)}A`
  const hello = newId()
  port1.onmessage = ({ data }) => {
    // `change`, `records`, and `lost` when the background behind this port was stopped.
    if (data.event) log('event', data.event, data)
    else log('raw', 'answer', data)
    if (data.id !== hello) return
    const raw = JSON.parse(at('raw-json').value)
    port1.postMessage(typeof raw === 'object' && raw !== null ? { id: newId(), ...raw } : raw)
  }
  log('call', 'raw', at('raw-json').value)
  window.postMessage({ selfstead: 1 }, location.origin, [port2])
  port1.postMessage({ id: hello, verb: 'hello' })
}
