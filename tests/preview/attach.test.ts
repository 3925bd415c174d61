import { describe, expect, it } from 'vitest'
import type { PreviewEdges } from '@/entrypoints/preview/core'
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

  const another = recordOf('documents', 'face', { 'file-name': 'face.jpg', 'file-type': 'image/jpeg' })
  const phone = recordOf('documents', 'phone', { 'file-name': 'phone.heic', 'file-type': 'image/heic' })
  const paper = recordOf('documents', 'paper', { 'file-name': 'paper.pdf', 'file-type': 'application/pdf' })

  async function attaching(accept: string, records = [picture], edges: Partial<PreviewEdges> = {}) {
    const page = pageOf(['upload'], {}, () => ({ type: 'file', accept, multiple: records.length > 1 }))
    const world = worldOf(viewOf(page, { wish: 'attach', records }))
    const preview = createPreview({ ...world.edges, ...edges }, 'fill', new AbortController().signal)
    await preview.refresh()
    for (const { id } of records) preview.attach.pick(id, true)
    return { world, attach: preview.attach, preview }
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

  it.each([
    ['cannot be drawn', { reduce: async () => null }],
    ['is too large to be drawn', { reduce: () => Promise.reject(new Error('no memory')) }],
  ])('is not sent at all where it %s anew, until the person wants it as it is', async (_, edges) => {
    const { world, attach, preview } = await attaching('', [picture], edges)
    await attach.attach()
    expect([given(world), attach.uncopied.value]).toEqual([[], ['scan.png']])
    expect([preview.filled.value, preview.trouble.value, attach.ready.value]).toEqual([null, null, true])
    attach.setSmaller(false)
    expect(attach.uncopied.value).toEqual([])
    await attach.attach()
    expect(given(world)).toEqual([{ record: 'scan', copy: null }])
  })

  it('is not sent where one of several pictures cannot be drawn anew, and each of these is named', async () => {
    const reduce: PreviewEdges['reduce'] = async (file, _, as) =>
      as.name === 'face.jpg' ? { ...as, data: file.data } : null
    const { world, attach } = await attaching('', [picture, another, phone, paper], { reduce })
    await attach.attach()
    expect([given(world), attach.uncopied.value]).toEqual([[], ['scan.png', 'phone.heic']])
    attach.pick('scan', false)
    attach.pick('phone', false)
    expect(attach.uncopied.value).toEqual([])
    await attach.attach()
    expect(given(world)).toEqual([
      { record: 'face', copy: { name: 'face.jpg', type: 'image/jpeg', data: 'AAAA' } },
      { record: 'paper', copy: null },
    ])
  })

  it('is not offered where the control does not take it', async () => {
    const { attach } = await attaching('application/pdf')
    expect([attach.documents.value, attach.ready.value]).toEqual([[], false])
  })
})
