import type { Page } from '../browsers/browser'
import { button } from '../browsers/selectors'

/** What the dashboard says was given to whom. */

export interface Holding {
  readonly value: string
  readonly site: string
  readonly ways: string
}

/** Every row of the table of Who has what. */
export async function holdings(board: Page): Promise<readonly Holding[]> {
  await board.evaluate(`location.hash = '#/who-has-what'`)
  await board.click({ role: 'radio', name: 'Table' })
  await board.waitFor({ role: 'table' })
  while ((await board.count(button('Show more'))) > 0) await board.click(button('Show more'))
  return (await board.evaluate(
    `[...document.querySelectorAll('tbody tr')].map(({ cells: [value, site, , ways] }) => ({
      value: value.querySelector('bdi').textContent, site: site.textContent, ways: ways.textContent }))`,
  )) as readonly Holding[]
}

/** The lines of the ledger, newest first: when, what, and whether it arrived. */
export async function ledgerLines(board: Page): Promise<readonly string[]> {
  await board.evaluate(`location.hash = '#/ledger'`)
  await board.waitFor('.entry-text')
  while ((await board.count(button('Show more'))) > 0) await board.click(button('Show more'))
  return (await board.evaluate(
    `[...document.querySelectorAll('.entry')].map((one) => one.textContent.replace(/\\s+/g, ' '))`,
  )) as readonly string[]
}
