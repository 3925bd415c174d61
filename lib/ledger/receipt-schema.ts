/** Reading a kept receipt. Whether its signature holds is not looked at: that takes cryptography, see the SDK's verifier. */
import * as v from 'valibot'
import { ACTIONS } from '@/lib/grants/request'
import { formSchema, originSchema } from '@/lib/grants/schema'
import { RECEIPT_STANDARD, type Receipt } from '@/lib/ledger/receipt'

const text = v.pipe(v.string(), v.maxLength(2_048))
const textOrNull = v.nullable(text)
const instant = v.pipe(v.string(), v.isoTimestamp())

const bodySchema = v.strictObject({
  standard: v.literal(RECEIPT_STANDARD),
  record: v.strictObject({ id: text, created: instant }),
  principal: v.strictObject({ key: text }),
  controller: v.strictObject({ origin: originSchema }),
  purposes: v.array(v.strictObject({ text, type: textOrNull, dpv: textOrNull })),
  data: v.array(v.strictObject({ claim: text, form: formSchema })),
  collections: v.exactOptional(
    v.array(
      v.strictObject({
        collection: text,
        actions: v.array(v.picklist(ACTIONS)),
        fields: v.nullable(v.array(text)),
      }),
    ),
  ),
  withheld: v.array(text),
  consent: v.strictObject({
    status: v.literal('given'),
    mode: v.picklist(['once', 'session', 'until']),
    ends: v.nullable(instant),
  }),
  retention: textOrNull,
  policy: textOrNull,
  withdrawal: v.literal('in-extension'),
  request: v.strictObject({ hash: text, nonce: textOrNull }),
})

const receiptSchema = v.strictObject({ body: bodySchema, signature: text, key: text })

/** @returns null for anything that is not exactly a receipt as we write it. */
export function parseReceipt(input: unknown): Receipt | null {
  const parsed = v.safeParse(receiptSchema, input)
  return parsed.success ? parsed.output : null
}
