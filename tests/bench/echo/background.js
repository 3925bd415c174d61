// Answers at once. To the product's own bridge in the protocol's words: a call comes back as its answer.
chrome.runtime.onConnect.addListener((port) => {
  port.onMessage.addListener((message) => {
    const { call, take, give } = message
    if (take) port.postMessage({ received: take.length })
    else if (give) port.postMessage({ given: 'A'.repeat(give) })
    else if (!call) port.postMessage(message)
    else port.postMessage({ id: call.id, ok: call.verb === 'hello' ? { version: 1 } : call })
  })
})
