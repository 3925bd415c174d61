/**
 * What a hostile page says, below the SDK: it knocks at windows itself and puts any message on the line it made. Loaded as a
 * classic script into pages and frames of every kind.
 */
;(() => {
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
  const newId = () => {
    let text = ''
    for (let at = 0; at < 21; at++)
      text += 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'[Math.floor(Math.random() * 62)]
    // 16 bytes of base64url: the last letter holds two bits.
    return `${text}A`
  }
  const REQUEST = { purpose: { text: 'Hostile' }, claims: { email: { required: true } } }

  /** A line to whoever serves it: `heard` fills up with everything that comes back. */
  function line(target = window, message = { selfstead: 1 }, ports = 1) {
    const channels = Array.from({ length: ports }, () => new MessageChannel())
    const heard = []
    for (const { port1 } of channels) port1.onmessage = ({ data }) => heard.push(data)
    target.postMessage(
      message,
      '*',
      channels.map(({ port2 }) => port2),
    )
    const port = channels[0]?.port1
    return {
      heard,
      port,
      say: (verb, members = {}, id = newId()) => {
        port?.postMessage({ id, verb, ...members })
        return id
      },
      /** The answer to one call; `{ silence: true }` when none comes. */
      async ask(verb, members = {}, { id = newId(), wait = 4000 } = {}) {
        port.postMessage({ id, verb, ...members })
        for (const end = Date.now() + wait; Date.now() < end; await pause(20)) {
          const answer = heard.find((each) => each?.id === id)
          if (answer) return JSON.parse(JSON.stringify(answer))
        }
        return { silence: true }
      },
    }
  }

  /** A line that was answered. As the SDK does it: one hello to a line, and a new line until one is answered. */
  async function greeted() {
    const lines = []
    for (let at = 0; at < 40; at++) {
      const made = line()
      made.say('hello')
      lines.push(made)
      await pause(250)
      const found = lines.find(({ heard }) => heard.length > 0)
      if (found) return found
    }
    throw new Error('nobody is there')
  }

  /** Says everything a page can say and gives all that came back. */
  async function knock({ target = window, message, ports, wait = 3000 } = {}) {
    const lines = []
    for (let at = 0; at < 5; at++) {
      const made = line(target, message, ports)
      made.say('hello')
      lines.push(made)
      await pause(wait / 10)
    }
    for (const made of lines) made.say('query', { claims: ['email'] })
    lines[0].say('request', { request: REQUEST })
    await pause(wait / 2)
    return lines.flatMap(({ heard }) => heard.map((each) => JSON.stringify(each)))
  }

  window.attack = { line, greeted, knock, newId, pause, REQUEST }

  // In a frame: a press of the person's is the best moment it will ever get.
  let begun = false
  async function attackFromFrame() {
    if (begun) return
    begun = true
    const active = navigator.userActivation?.isActive ?? null
    const heard = (await Promise.all([window, parent, top].map((target) => knock({ target })))).flat()
    top.postMessage({ report: window.name, active, heard }, '*')
  }
  if (window.top !== window) {
    addEventListener('pointerdown', attackFromFrame)
    addEventListener('message', ({ data }) => data === 'begin' && attackFromFrame())
  }
})()
