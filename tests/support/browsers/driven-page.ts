import type { Page, Target, Wait } from './browser'
import { describeTarget, pageLibrary, type Query, targetToQuery } from './finder'
import { DEFAULT_TIMEOUT, Late, LONGEST_ANSWER, poll, within } from './polling'
import { witnessed } from './witness'

/** The little that each browser does its own way; everything else is shared, so both browsers are asked the same. */
export interface RawPage {
  /** What the console of the page was told last, and what it could not load. */
  said(): readonly string[]
  evaluate(expression: string): Promise<unknown>
  goto(url: string): Promise<void>
  reload(): Promise<void>
  clickAt(x: number, y: number): Promise<void>
  /** With the other button. */
  menuAt(x: number, y: number): Promise<void>
  type(text: string): Promise<void>
  press(key: string): Promise<void>
  hold(key: string, times: number): Promise<void>
  pressAt(x: number, y: number, times: number): Promise<void>
  /** `expression` gives the file input. */
  setFiles(expression: string, files: readonly string[]): Promise<void>
  download(action: () => Promise<void>, timeout: number): Promise<string>
  screenshot(file: string): Promise<void>
  setSize(width: number, height: number): Promise<void>
  close(): Promise<void>
  isClosed(): Promise<boolean>
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Being scrolled to the middle, a control may stand now on one and now on the other side of half a pixel (Firefox). */
const isNear = (one: Point, other: Point): boolean =>
  Math.abs(one.x - other.x) < 2 && Math.abs(one.y - other.y) < 2

const inPage = (query: Query, body: string): string =>
  `(() => { ${pageLibrary}; const query = ${JSON.stringify(query)}; ${body} })()`

const PICK = `const found = findAll(query); const element = found[query.nth]; if (!element) return null;`

/** The page with every call bounded: a browser that hangs names the call it did not answer. */
function bounded(raw: RawPage): RawPage {
  return {
    ...raw,
    goto: (url) => within(`opening ${url}`, raw.goto(url)),
    reload: () => within('reloading the page', raw.reload()),
    clickAt: (x, y) => within(`a click at ${x}, ${y}`, raw.clickAt(x, y)),
    type: (text) => within(`typing ${text.length} letters`, raw.type(text)),
    press: (key) => within(`the key ${key}`, raw.press(key)),
    hold: (key, times) => within(`the key ${key}, held down`, raw.hold(key, times)),
    pressAt: (x, y, times) => within(`${times} presses at ${x}, ${y}`, raw.pressAt(x, y, times)),
    setFiles: (expression, files) => within(`choosing ${files}`, raw.setFiles(expression, files)),
    screenshot: (file) => within(`the picture ${file}`, raw.screenshot(file)),
    setSize: (width, height) => within(`a window of ${width} × ${height}`, raw.setSize(width, height)),
    close: () => within('closing the page', raw.close()),
    isClosed: () => within('whether the page is closed', raw.isClosed()),
  }
}

/** An expression as it stands in an error: one line of it. */
const shortened = (expression: string): string => {
  const line = expression.replace(/\s+/g, ' ').trim()
  return line.length > 160 ? `${line.slice(0, 160)}…` : line
}

export function createPage(unbounded: RawPage): Page {
  const raw = bounded(unbounded)
  const until = <T>(what: string, probe: () => Promise<T | null>, wait?: Wait): Promise<T> =>
    witnessed(raw, poll(what, probe, wait?.timeout))
  const run = (target: Target, body: string): Promise<unknown> =>
    raw.evaluate(inPage(targetToQuery(target), body))

  /** The middle of the control once it stands still, is enabled and nothing lies over it. */
  const locate = async (target: Target, wait?: Wait): Promise<Point> => {
    let before: Point | null = null
    let times = 0
    return await until(
      describeTarget(target),
      async () => {
        const answer = await run(
          target,
          `${PICK} const why = obstacle(element); if (why) return why;
           const box = element.getBoundingClientRect(); return { x: box.x + box.width / 2, y: box.y + box.height / 2 }`,
        )
        if (answer === null) throw new Error('not there')
        if (typeof answer === 'string') throw new Error(answer)
        const point = answer as Point
        times = before && isNear(point, before) ? times + 1 : 0
        before = point
        return times > 1 ? point : null
      },
      wait,
    )
  }

  const page: Page = {
    url: async () => String(await raw.evaluate('location.href')),
    goto: (url) => raw.goto(url),
    reload: () => raw.reload(),
    click: async (target, wait) => {
      const { x, y } = await locate(target, wait)
      await raw.clickAt(x, y).catch(async (error: unknown) => {
        // A click that closes its own window (Allow, Deny) may lose the answer to the last event.
        if (!(await raw.isClosed())) throw error
      })
    },
    openMenu: async (target, wait) => {
      const { x, y } = await locate(target, wait)
      await raw.menuAt(x, y)
    },
    fill: async (target, text, wait) => {
      await locate(target, wait)
      const done = await run(target, `${PICK} return prepareField(element, ${JSON.stringify(text)})`)
      if (done === true) return
      if (text === '') await raw.press('Delete')
      else await raw.type(text)
    },
    press: (key) => raw.press(key),
    hold: (key, times) => raw.hold(key, times),
    pressAt: (x, y, times = 1) => raw.pressAt(x, y, times),
    text: async (target, wait) => {
      if (target === undefined) return String(await raw.evaluate('document.body?.innerText ?? ""'))
      return await until(
        describeTarget(target),
        async () =>
          (await run(target, `${PICK} return element.innerText ?? element.textContent ?? ''`)) as
            | string
            | null,
        wait,
      )
    },
    count: async (target) => Number(await run(target, 'return findAll(query).length')),
    waitFor: async (target, wait) => {
      const targets = Array.isArray(target) ? target : [target]
      await until(
        targets.map(describeTarget).join(' or '),
        async () => {
          for (const one of targets) if ((await run(one, `${PICK} return true`)) === true) return true
          return null
        },
        wait,
      )
    },
    waitForText: async (pattern, wait) =>
      await until(
        `text ${pattern}`,
        async () => {
          const text = await page.text()
          return pattern.test(text) ? text : null
        },
        wait,
      ),
    evaluate: async (expression, wait) => {
      try {
        return await within(
          `what the page makes of ${shortened(expression)}`,
          raw.evaluate(expression),
          wait?.timeout,
        )
      } catch (error) {
        if (error instanceof Late) return await witnessed(raw, Promise.reject(error))
        throw error
      }
    },
    setFiles: async (target, files) => {
      // A file field is often hidden behind a button of ours, so it need not be visible.
      const query = targetToQuery(target)
      const body = query.css
        ? `return document.querySelectorAll(query.css)[query.nth]`
        : `return findAll(query)[query.nth]`
      await until(describeTarget(target), async () =>
        (await raw.evaluate(`${inPage(query, body)} ? true : null`)) === true ? true : null,
      )
      await raw.setFiles(inPage(query, body), files)
    },
    download: (action, wait) => {
      const timeout = wait?.timeout ?? DEFAULT_TIMEOUT
      return witnessed(raw, within('a saved file', raw.download(action, timeout), timeout + LONGEST_ANSWER))
    },
    screenshot: (file) => raw.screenshot(file),
    setSize: (width, height) => raw.setSize(width, height),
    close: () => raw.close(),
    isClosed: () => raw.isClosed(),
  }
  return page
}
