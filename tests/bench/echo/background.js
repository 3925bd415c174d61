// Answers at once. To the product's own bridge in the protocol's words: a call comes back as its answer. `take` and `give` are
// bytes as a port carries them, in base64url, as text is all it carries.
const FORM = { alphabet: 'base64url', omitPadding: true }
let kept = new Uint8Array(0)

chrome.runtime.onConnect.addListener((port) => {
  port.onMessage.addListener((message) => {
    const { call, take, give } = message
    if (take) {
      kept = Uint8Array.fromBase64(take, FORM)
      port.postMessage({ received: kept.length })
    } else if (give) port.postMessage({ given: kept.subarray(0, give).toBase64(FORM) })
    else if (!call) port.postMessage(message)
    else port.postMessage({ id: call.id, ok: call.verb === 'hello' ? { version: 1 } : call })
  })
})
