// @ts-check
/** What the commands print: one plain line each, dimmed details where the terminal can. */
const colours = process.stdout.isTTY && !process.env.NO_COLOR

/** @param {number} code @param {string} text */
const paint = (code, text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text)

/** @param {string} text */
export const bold = (text) => paint(1, text)
/** @param {string} text */
export const dim = (text) => paint(2, text)
/** @param {string} text */
export const green = (text) => paint(32, text)
/** @param {string} text */
export const red = (text) => paint(31, text)

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`)
}

/** @param {number} since milliseconds from `performance.now()` */
export function took(since) {
  const milliseconds = performance.now() - since
  return milliseconds < 10_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}
