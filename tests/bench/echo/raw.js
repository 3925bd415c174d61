// A message as it is: no bridge, no SDK, no protocol.
addEventListener('message', (event) => {
  const page = event.ports[0]
  if (event.source !== window || event.data?.raw !== 1 || !page) return
  const background = chrome.runtime.connect({ name: 'raw' })
  background.onMessage.addListener((message) => page.postMessage(message))
  page.onmessage = ({ data }) => background.postMessage(data)
})
