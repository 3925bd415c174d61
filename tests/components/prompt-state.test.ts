import { expect, test } from 'vitest'
import { tickLine } from '@/entrypoints/prompt/choices'
import { createPrompt, type PromptEdges } from '@/entrypoints/prompt/state'
import type { PromptLine } from '@/lib/grants/line'
import type { PromptAnswer, PromptView } from '@/lib/protocol/app'

const LINE: PromptLine = {
  key: 'email',
  collection: 'emails',
  purposeOf: null,
  sensitive: false,
  claims: [{ claim: 'email', required: true, reason: null }],
  candidates: [
    {
      record: 'e',
      label: '',
      forms: [{ form: 'full', text: 'a@b.example', claims: { email: 'a@b.example' } }],
    },
  ],
  suggested: { record: 'e', form: 'full' },
}

function request(id: string, over: Partial<PromptView> = {}): PromptView {
  return {
    id,
    hash: `hash of ${id}`,
    position: { n: 1, of: 1 },
    site: {
      origin: 'https://shop.example',
      scheme: 'https',
      before: '',
      registrable: 'shop.example',
      ascii: null,
    },
    locked: false,
    purpose: { text: 'Send order 1234' },
    retention: null,
    access: { for: 'PT1H' },
    since: null,
    standing: [],
    lines: [LINE],
    reauthenticated: false,
    ...over,
  }
}

/** A background with requests that wait, and what the prompt did with them. */
function background(...waiting: PromptView[]) {
  const queue = new Map(waiting.map((view) => [view.id, view]))
  const answers: PromptAnswer[] = []
  const log: string[] = []
  let notify: (notice: 'vault') => void = () => {}
  let refuse: string | null = null
  async function answer(verb: string, params: { readonly id?: string }): Promise<unknown> {
    if (verb === 'prompt.view') return queue.get(params.id ?? '') ?? null
    if (verb === 'prompt.next') return [...queue.keys()][0] ?? null
    if (refuse !== null) throw Object.assign(new Error(), { code: refuse })
    answers.push(params as PromptAnswer)
    return { accepted: queue.delete(params.id ?? '') }
  }
  const edges: PromptEdges = {
    call: answer as PromptEdges['call'],
    onNotice: (listener) => {
      notify = listener
    },
    unlock: async (passphrase) => {
      if (passphrase !== 'right') return false
      for (const [id, view] of queue) queue.set(id, { ...view, locked: false })
      return true
    },
    confirm: async (passphrase) => passphrase === 'right',
    prepare: async (wish) => ({ ok: true, value: wish.change }),
    openPage: async (page, hash) => void log.push(`${page}${hash}`),
    comeToFront: () => void log.push('front'),
    remember: (id) => void log.push(`#${id}`),
    close: () => void log.push('close'),
    now: () => 1_000,
    codeOf: (thrown) => (thrown as { code?: string }).code ?? null,
  }
  const prompt = createPrompt(edges, waiting[0]?.id ?? 'none', new AbortController().signal)
  return {
    prompt,
    queue,
    answers,
    log,
    notify: () => notify('vault'),
    refuseWith: (code: string | null) => (refuse = code),
  }
}

const settled = () => new Promise((done) => setTimeout(done))

test('an answer carries id, hash, choices and term, and the next request follows in the same window', async () => {
  const { prompt, answers, log } = background(request('one'), request('two'))
  await prompt.refresh()
  await prompt.allow()
  expect(answers).toEqual([
    {
      allow: true,
      id: 'one',
      hash: 'hash of one',
      choices: [{ claim: 'email', record: 'e', form: 'full' }],
      term: { kind: 'until', at: 1_000 + 3_600_000 },
    },
  ])
  expect(prompt.view.value?.id).toBe('two')
  await prompt.deny('once')
  expect(log).toEqual(['#two', 'close'])
})

test('nothing is sent while nothing is ticked', async () => {
  const { prompt, answers } = background(request('one'))
  await prompt.refresh()
  prompt.choose((choices) => tickLine(choices, LINE, false))
  expect(prompt.ready.value).toBe(false)
  await prompt.allow()
  expect(answers).toEqual([])
})

test('a locked vault is unlocked in place, with what is then there chosen as proposed', async () => {
  const { prompt } = background(request('one', { locked: true }))
  await prompt.refresh()
  expect(prompt.phase.value).toBe('locked')
  expect(await prompt.unlock('wrong')).toBe(false)
  expect(prompt.phase.value).toBe('locked')
  expect(await prompt.unlock('right')).toBe(true)
  expect(prompt.phase.value).toBe('asking')
  expect(prompt.leaving.value).toBe(1)
  expect(prompt.term.value.kind).toBe('hour')
})

test('what is sensitive waits for the passphrase, and asks again when it came too long ago', async () => {
  const card = { ...LINE, key: 'card', sensitive: true }
  const { prompt, answers, refuseWith } = background(request('one', { lines: [card] }))
  await prompt.refresh()
  expect(prompt.ready.value).toBe(false)
  await prompt.confirm('wrong')
  expect(prompt.ready.value).toBe(false)
  await prompt.confirm('right')
  expect(prompt.ready.value).toBe(true)
  refuseWith('needs-passphrase')
  await prompt.allow()
  expect(prompt.unconfirmed.value).toBe(true)
  expect(prompt.trouble.value).toBeNull()
  expect(answers).toEqual([])
})

test('what changed in the vault is shown with the choices kept; others asking changes nothing that is shown', async () => {
  const { prompt, queue, notify } = background(request('one'))
  await prompt.refresh()
  prompt.choose((choices) => tickLine(choices, LINE, false))
  prompt.setTerm({ kind: 'once' })
  const before = prompt.shown.value
  queue.set('one', request('one', { position: { n: 1, of: 9 } }))
  notify()
  await settled()
  expect(prompt.shown.value).toBe(before)
  queue.set('one', request('one', { lines: [LINE, { ...LINE, key: 'second' }] }))
  notify()
  await settled()
  expect(prompt.shown.value).not.toBe(before)
  expect(prompt.term.value.kind).toBe('once')
  expect(prompt.choices.value[LINE.key]?.ticked).toEqual([])
})

test('a request that is gone makes room, and the last one closes the window', async () => {
  const { prompt, queue, log, notify } = background(request('one'))
  await prompt.refresh()
  queue.clear()
  notify()
  await settled()
  expect(log).toEqual(['close'])
})

test('a full disk is told, and the request stays', async () => {
  const { prompt, refuseWith } = background(request('one'))
  await prompt.refresh()
  refuseWith('storage-full')
  await prompt.allow()
  expect(prompt.trouble.value).toBe('storage-full')
  expect(prompt.sending.value).toBeNull()
  expect(prompt.view.value?.id).toBe('one')
})

test('comes to the front once what the person went to put in is there, and not before', async () => {
  const { prompt, queue, log, notify } = background(request('one', { lines: [{ ...LINE, candidates: [] }] }))
  await prompt.refresh()
  notify()
  await settled()
  await prompt.add('emails')
  notify()
  await settled()
  expect(log).toEqual(['dashboard#/my-data/add/emails'])
  queue.set('one', request('one'))
  notify()
  await settled()
  notify()
  await settled()
  expect(log).toEqual(['dashboard#/my-data/add/emails', 'front'])
})

test('comes to the front once the vault is open that the person went to unlock', async () => {
  const { prompt, queue, log, notify } = background(request('one', { locked: true, lines: [] }))
  await prompt.refresh()
  await prompt.recover()
  notify()
  await settled()
  expect(log).toEqual(['dashboard#/unlock'])
  queue.set('one', request('one'))
  notify()
  await settled()
  expect(log).toEqual(['dashboard#/unlock', 'front'])
})
