import { startBridge } from '@/entrypoints/bridge'

declare const chrome: { readonly runtime: Parameters<typeof startBridge>[1] }

/** The product's own bridge, for pages that say `echo`, so that both can lie in one page. */
const page = new Proxy(window, {
  get(target, name) {
    if (name === 'top') return target.top === target ? page : null
    if (name === 'addEventListener') return listen
    const value: unknown = Reflect.get(target, name)
    return typeof value === 'function' ? value.bind(target) : value
  },
})

function listen(type: string, listener: (event: unknown) => void): void {
  window.addEventListener(type, (event) => {
    if (!(event instanceof MessageEvent) || event.data?.echo !== 1) return
    listener({ source: event.source === window ? page : null, data: { selfstead: 1 }, ports: event.ports })
  })
}

startBridge(page, chrome.runtime)
