import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = (path: string) => new URL(path, import.meta.url)
const tests = readdirSync(folder('.'), { recursive: true, encoding: 'utf8' })
  .map((path) => `tests/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.test.ts'))
const papers = readdirSync(folder('../docs'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md'))
  .map((path) => [path, readFileSync(join(folder('../docs').pathname, path), 'utf8')] as const)

const NAME = '(?:[\\w-]+/)*[\\w-]+\\.test\\.ts'
const named = (name: string) => tests.filter((path) => path === name || path.endsWith(`/${name}`))
const oneLine = (text: string) => text.replace(/\s+/g, ' ')
const text = (path: string) => oneLine(readFileSync(folder(`../${path}`), 'utf8'))

test('every test that a paper names is there', () => {
  const gone = papers.flatMap(([paper, written]) =>
    [...written.matchAll(new RegExp(`\`(${NAME})\``, 'g'))].flatMap(([, name = '']) =>
      named(name).length === 0 ? [`${paper}: ${name}`] : [],
    ),
  )
  expect(gone).toEqual([])
})

test('and says the words that a table quotes of it', () => {
  const unsaid = papers.flatMap(([paper, written]) =>
    written
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .flatMap((line) => [
        ...(line.split('|').at(-2) ?? '').matchAll(new RegExp(`\`(${NAME})\`: ([^\`]+)`, 'g')),
      ])
      .flatMap(([, name = '', words = '']) =>
        words
          .split(';')
          .map((one) => one.replace(/[,. ]+$/, '').trim())
          .filter((one) => one !== '' && !named(name).some((path) => text(path).includes(one)))
          .map((one) => `${paper}: ${name}: ${one}`),
      ),
  )
  expect(unsaid).toEqual([])
})
