import { describe, expect, it } from 'vitest'
import { accepts, writtenAs } from '@/entrypoints/preview/files'
import { createPreview } from '@/entrypoints/preview/state'
import { pageOf, recordOf, viewOf, worldOf } from './preview-page'

describe('what a control for files takes', () => {
  it.each([
    ['', 'a.pdf', 'application/pdf', true],
    ['.PDF, .png', 'a.pdf', 'application/pdf', true],
    ['image/*', 'a.png', 'image/png', true],
    ['image/*', 'a.pdf', 'application/pdf', false],
    ['image/png', 'a.png', 'image/png', true],
    ['image/png', 'a.jpg', 'image/jpeg', false],
    [' , ', 'a.jpg', 'image/jpeg', true],
  ])('%j: %s of %s', (accept, name, type, is) => {
    expect(accepts(accept, name, type)).toBe(is)
  })

  it.each([
    ['', { name: 'scan.jpg', type: 'image/jpeg' }],
    ['image/*', { name: 'scan.jpg', type: 'image/jpeg' }],
    ['.png', { name: 'scan.png', type: 'image/png' }],
    ['image/webp,image/png', { name: 'scan.webp', type: 'image/webp' }],
    ['.bmp,application/pdf', null],
  ])('a smaller copy for %j', (accept, as) => {
    expect(writtenAs(accept, 'scan.PNG')).toEqual(as)
  })
})

describe('a document into a control', () => {
  const picture = recordOf('documents', 'scan', { 'file-name': 'scan.png', 'file-type': 'image/png' })

  async function attaching(accept: string) {
    const page = pageOf(['upload'], {}, () => ({ type: 'file', accept }))
    const world = worldOf(viewOf(page, { wish: 'attach', records: [picture] }))
    const preview = createPreview(world.edges, 'fill', new AbortController().signal)
    await preview.refresh()
    preview.attach.pick('scan', true)
    return { world, attach: preview.attach }
  }
  const given = (world: Awaited<ReturnType<typeof attaching>>['world']) =>
    world.calls.flatMap(({ verb, params }) =>
      verb === 'fill.attach' ? (params as { readonly files: readonly object[] }).files : [],
    )

  it.each([
    ['', 'scan.jpg', 'image/jpeg'],
    ['image/png', 'scan.png', 'image/png'],
  ])('goes as a smaller copy of a kind that %j takes', async (accept, name, type) => {
    const { world, attach } = await attaching(accept)
    expect(attach.hasPicture.value).toBe(true)
    await attach.attach()
    expect(given(world)).toEqual([{ record: 'scan', copy: { name, type, data: 'AAAA' } }])
  })

  it('goes as it is where the person says so', async () => {
    const { world, attach } = await attaching('')
    attach.setSmaller(false)
    await attach.attach()
    expect(given(world)).toEqual([{ record: 'scan', copy: null }])
  })

  it('is not offered where the control does not take it', async () => {
    const { attach } = await attaching('application/pdf')
    expect([attach.documents.value, attach.ready.value]).toEqual([[], false])
  })
})
