import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hardCoded } from './hard-coded'
import { root } from './texts'

const sources = ['entrypoints', 'components'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name))),
)

describe('what a person reads comes from locales/', () => {
  it('in every page and component', () => {
    expect(sources.length).toBeGreaterThan(100)
    expect(sources.flatMap((path) => hardCoded(path, readFileSync(join(root, path), 'utf8')))).toEqual([])
  })

  it.each([
    ['a text', '<p>Saved</p>'],
    ['a text in braces', "<p>{'Saved'}</p>"],
    ['a choice of texts', "<p>{done ? 'Saved' : null}</p>"],
    ['a text behind a condition', "<p>{done && 'Saved'}</p>"],
    ['a text with a number in it', ['<p>{`$', '{count} saved`}</p>'].join('')],
    ['a name for a screen reader', '<button aria-label="Close" />'],
    ['a hint under the pointer', '<button title={open ? "Close" : "Open"} />'],
    ['a property of a component', '<Button label="Close" />'],
    ['an entry of a menu', "const items = [{ label: 'Close' }]"],
    ['a passing sentence', "toasts.show('Saved')"],
    ['the title of the window', "document.title = 'Selfstead vault'"],
  ])('finds %s', (_, source) => {
    expect(hardCoded('page.tsx', source)).not.toEqual([])
  })

  it.each([
    ['a sign', '<p> · </p>'],
    ['a class', '<p class="small quiet" />'],
    ['what is compared', "<p>{kind === 'weekly' ? null : text}</p>"],
    ['a translated text', "<p title={i18n.t('common.close')}>{i18n.t('common.close')}</p>"],
    ['the name of a field', '<input name="passphrase" />'],
  ])('leaves %s alone', (_, source) => {
    expect(hardCoded('page.tsx', source)).toEqual([])
  })
})
