import { expect, test } from 'vitest'
import { readableFiles } from '@/lib/exchange/readable'
import { fileFields } from '@/lib/records/files'
import { verifyReceipt } from '@/lib/sdk/verify'
import { allowed, SHOP } from '../flows/shop'
import { createScene, fillVault, type Scene } from '../flows/site'

/** What a person finds in an export of everything the vault has. */
function exported({ vault }: Scene) {
  const files = readableFiles(vault.collections().flatMap((collection) => vault.all(collection)))
  const json = (path: string) =>
    JSON.parse(new TextDecoder().decode(files[path])) as Record<string, unknown>[]
  const documents = Object.keys(files).filter((path) => path.startsWith('documents/'))
  return { files, json, documents }
}

async function keep(scene: Scene, fields: object) {
  const kept = await scene.keeping.add('documents', '', { kind: 'contract', title: 'Lease', ...fields })
  if (!kept.ok) throw new Error('not kept')
  return kept.value.id
}

const bytes = Uint8Array.from({ length: 120_000 }, (_, n) => (n * 7 + (n >> 8)) % 251)

test('a document’s file is a file, byte for byte, and its record is beside it without the bytes', async () => {
  const scene = await createScene()
  const id = await keep(
    scene,
    fileFields({ name: 'Lease 2026 (copy).pdf', type: 'application/pdf', bytes }) ?? {},
  )
  const gone = await keep(scene, fileFields({ name: 'gone.pdf', type: 'application/pdf', bytes }) ?? {})
  await scene.keeping.remove('documents', gone)
  await keep(scene, {})
  const { files, json, documents } = exported(scene)
  expect(documents).toEqual([`documents/${id.slice(0, 6)}-Lease 2026 _copy_.pdf`])
  expect(Buffer.compare(Buffer.from(files[documents[0] as string] ?? []), Buffer.from(bytes))).toBe(0)
  const records = json('records/documents.json')
  expect(records).toHaveLength(2)
  expect(records[0]).toMatchObject({
    id,
    fields: { title: 'Lease', 'file-name': 'Lease 2026 (copy).pdf', 'file-size': 120_000 },
  })
  expect(Object.keys(records[0]?.fields ?? {})).not.toContain('file/0')
})

test.each([
  ['../../../etc/passwd', '__.._.._etc_passwd'],
  ['..\\..\\autoexec.bat', '__.._autoexec.bat'],
  ['/root/.bashrc', '_root_.bashrc'],
  ['.bashrc', '_bashrc'],
  ['C:\\con', 'C__con'],
  ['a\u202egpj.exe', 'a_gpj.exe'],
  ['…', '_'],
  ['Überweisung – März.pdf', 'Überweisung _ März.pdf'],
  ['', 'file'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(116)}.pdf`],
])('a document called %j lies in the folder of documents, as %j', async (name, safe) => {
  const scene = await createScene()
  // As another vault's file may bring it: what is typed here is cleaned before.
  const file = Object.entries(fileFields({ name, type: '', bytes: Uint8Array.of(1) }) ?? {})
  const stamp = scene.vault.stamp()
  const fields = Object.fromEntries(file.map(([field, value]) => [field, [{ value, stamp }]]))
  await scene.vault.commit(() => [{ collection: 'documents', id: 'AAAAAAAAAAAAAAAAAAAAAA', fields }])
  expect(exported(scene).documents).toEqual([`documents/AAAAAA-${safe}`])
})

test('grants say what became of them, receipts stand a check, and the ledger reads from its first line on', async () => {
  const scene = await createScene()
  await fillVault(scene)
  const { answer, page, id } = await allowed(scene)
  page.send('ack', { target: id })
  const second = await allowed(scene, { kind: 'once' }, { ...ASK, nonce: 'n-2' })
  await scene.sharing.revoke(answer.grant)
  const { json } = exported(scene)

  const grants = json('grants.json')
  expect(grants.map((grant) => grant.id)).toEqual([answer.grant, second.answer.grant])
  expect(grants[0]).toMatchObject({
    origin: SHOP,
    purpose: { text: 'Send order 1234' },
    revoked: expect.any(Number),
    paused: null,
  })
  expect(grants[1]).toMatchObject({ revoked: null, mode: 'once' })

  const receipts = json('receipts.json')
  expect(receipts).toEqual([answer.receipt, second.answer.receipt])
  expect(await verifyReceipt(receipts[1], { origin: SHOP, nonce: 'n-2' })).toMatchObject({
    controller: { origin: SHOP },
  })
  expect(await verifyReceipt(receipts[0], { origin: SHOP })).not.toBeNull()

  const ledger = json('ledger.json')
  const kinds = ledger.map(({ kind }) => kind)
  expect(kinds.at(-1)).toBe('revoked')
  expect(kinds.filter((kind) => kind === 'disclosure')).toHaveLength(2)
  const times = ledger.map(({ at }) => String(at))
  for (const at of times) expect(at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  const [first] = ledger.filter(({ kind }) => kind === 'disclosure')
  expect(first).toMatchObject({ origin: SHOP, grant: answer.grant, delivered: true })
  // What left is told by name and version, and not again.
  expect(JSON.stringify(ledger)).not.toContain('Lovelace')
})

const ASK = { purpose: { text: 'A letter' }, claims: { email: { required: true } }, access: 'once' }
