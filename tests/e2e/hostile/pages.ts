/** Sources of the hostile pages, by path. Each loads `attack.js`; what they try is theirs alone. */

const page = (title: string, body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}<script src="/attack.js"></script></head><body>${body}</body></html>`

const FRAME = page('Frame', '<p>frame</p>')

export const FRAMES = [
  'cross-origin',
  'same-origin',
  'sandboxed',
  'sandboxed-same-origin',
  'srcdoc',
  'sandboxed-srcdoc',
  'about-blank',
  'blob',
  'data',
] as const

/** A page with a frame of every kind, and what each reported. `other` is the same server under another origin. */
function frames(here: string, other: string): string {
  const script = `<script src="${here}/attack.js"></scr' + 'ipt><p>frame</p>`
  return page(
    'Frames',
    `<script>
      window.reports = {}
      addEventListener('message', ({ data }) => { if (data && data.report) reports[data.report] = data })
      const html = '<!doctype html>${script}'
      const frames = {
        'cross-origin': { src: '${other}/frame' },
        'same-origin': { src: '/frame' },
        'sandboxed': { src: '/frame', sandbox: 'allow-scripts' },
        'sandboxed-same-origin': { src: '/frame', sandbox: 'allow-scripts allow-same-origin' },
        'srcdoc': { srcdoc: html },
        'sandboxed-srcdoc': { srcdoc: html, sandbox: 'allow-scripts' },
        'about-blank': {},
        'blob': { src: URL.createObjectURL(new Blob([html], { type: 'text/html' })) },
        'data': { src: 'data:text/html,' + encodeURIComponent(html) },
      }
      for (const [name, attributes] of Object.entries(frames)) {
        const frame = document.createElement('iframe')
        for (const [key, value] of Object.entries(attributes)) frame.setAttribute(key, value)
        frame.name = frame.id = name
        frame.width = 120
        frame.height = 60
        document.body.append(frame)
        if (name === 'about-blank') { frame.contentDocument.write(html); frame.contentDocument.close() }
      }
    </script>`,
  )
}

/** Everything the page's own world can be made to lie about, before anything else of it runs. */
const OVERRIDES = `<script>
  window.spied = []
  const real = { stringify: JSON.stringify, post: MessagePort.prototype.postMessage, channel: MessageChannel }
  Object.defineProperty(Navigator.prototype, 'userActivation', { get: () => ({ isActive: true, hasBeenActive: true }) })
  Object.defineProperty(window, 'isSecureContext', { get: () => true })
  Object.defineProperty(Document.prototype, 'hasFocus', { value: () => true })
  for (const name of ['then', 'toJSON', 'origin', 'active', 'sender', 'verb', 'ok'])
    Object.defineProperty(Object.prototype, name, { configurable: true, get() { spied.push(name); return name === 'active' ? true : undefined }, set(value) { Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: true }) } })
  JSON.stringify = function () { spied.push('stringify'); return real.stringify.apply(this, arguments) }
  MessagePort.prototype.postMessage = function () { return real.post.apply(this, arguments) }
  window.MessageChannel = class extends real.channel { constructor() { super(); window.stolen ??= []; stolen.push(this.port1) } }
  String.prototype.slice = new Proxy(String.prototype.slice, {})
  RegExp.prototype.test = function () { return true }
  Array.prototype[Symbol.iterator] = new Proxy(Array.prototype[Symbol.iterator], {})
</script>`

/** Asks from its own timer, six seconds after it was loaded: longer than a gesture lasts in any browser. */
const LATE = `<script>
  window.late = attack.pause(6500).then(async () => ({ active: navigator.userActivation.isActive, heard: await attack.knock() }))
</script>`

/** Notes every message that reaches it and every change of its document, as a page that looks for extensions would. */
const WATCHER = `<script>
  window.seen = []
  addEventListener('message', ({ data, ports }) => seen.push(['message', JSON.stringify(data), ports.length]), true)
  new MutationObserver((changes) => seen.push(...changes.map(({ type, target }) => ['mutation', type, target.nodeName]))).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
</script>`

export const pagesFor = (
  here: string,
  other: string,
): {
  readonly [path: string]: { readonly html: string; readonly headers?: { readonly [name: string]: string } }
} => ({
  '/plain': { html: page('Plain', '<h1>Plain</h1>') },
  '/frame': { html: FRAME },
  '/frames': { html: frames(here, other) },
  '/csp-sandbox': {
    html: page('Sandboxed', '<h1>Sandboxed</h1>'),
    headers: { 'content-security-policy': 'sandbox allow-scripts' },
  },
  '/overrides': { html: page('Overrides', LATE, OVERRIDES) },
  '/late': { html: page('Late', LATE) },
  '/watcher': {
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Watcher</title>${WATCHER}</head><body><h1>Watcher</h1></body></html>`,
  },
})
