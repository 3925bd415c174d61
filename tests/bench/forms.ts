import { chromium } from '@playwright/test'
import { findBrowser } from '../../scripts/lib/find-browser.mjs'
import { formsScript } from '../../scripts/lib/forms-browser.mjs'
import { type Figure, median } from './figure'

const ROUNDS = 9
const FIELDS: readonly (readonly [name: string, label: string])[] = [
  ['firstName', 'First name'],
  ['lastName', 'Last name'],
  ['company', 'Company'],
  ['street', 'Street and number'],
  ['address2', 'Address line 2'],
  ['zip', 'ZIP code'],
  ['city', 'City'],
  ['state', 'State'],
  ['phone', 'Telephone'],
  ['email', 'E-mail address'],
]

/** A page of that many controls, every tenth a select of countries or years; each tenth of them is a form of its own. */
function pageOf(controls: number): string {
  const countries = Array.from(
    { length: 120 },
    (_, at) => `<option value="${at}">Country ${at}</option>`,
  ).join('')
  const field = (at: number): string => {
    const [name, label] = FIELDS[at % FIELDS.length] as (typeof FIELDS)[number]
    const id = `${name}-${at}`
    const control =
      at % 20 === 19
        ? `<select id="${id}" name="${name}">${countries}</select>`
        : `<input id="${id}" name="${name}">`
    return `<div class="row"><label for="${id}">${label} <span>*</span></label><div>${control}</div><small>Explained in a few words</small></div>`
  }
  const forms = Array.from({ length: Math.max(1, controls / 40) }, (_, form) => {
    const inside = Array.from({ length: Math.min(40, controls) }, (_, at) => field(form * 40 + at))
    return `<form><h2>Delivery address</h2>${inside.join('')}<button>Send</button></form>`
  })
  return `<!doctype html><html lang="en"><style>.row{display:flex}</style><main>${forms.join('')}</main></html>`
}

/** Description and matching together, in a page of the real Chromium, each time anew but with the word tables made. */
export async function forms(): Promise<readonly Figure[]> {
  const found = findBrowser('chromium')
  if (!found) throw new Error('There is no Chromium.')
  const script = await formsScript('tests/bench/forms-page.ts')
  const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    const measure = async (name: string, controls: number, most: number): Promise<Figure> => {
      await page.setContent(pageOf(controls))
      const times = (await page.evaluate(`${script};timeForms(${ROUNDS})`)) as readonly number[]
      const first = times[0] ?? 0
      return {
        name,
        value: median(times),
        unit: 'ms',
        beside: { name: 'the first time', value: first },
        limit: { of: 'value', most },
      }
    }
    return [
      await measure('describe and match a form of 40 fields', 40, 20),
      await measure('describe and match a page of 2,000 controls', 2000, 250),
    ]
  } finally {
    await browser.close()
  }
}
