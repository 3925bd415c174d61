addEventListener('message', (event) => {
  const page = event.ports[0]
  if (event.source !== window || event.data?.echo !== 1 || !page) return
  const background = chrome.runtime.connect()
  background.onMessage.addListener((message) => page.postMessage(message))
  page.onmessage = ({ data }) => background.postMessage(data)
})
