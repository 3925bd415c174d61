import type { Json } from '@/lib/base/json'
import { plainLine, plainText, showUnseen } from '@/lib/base/text'
import { attachmentOf, type SiteDocument } from '@/lib/records/locker'

/** A document member by member, as a person reads it. Everything in it is the site's and stands as text. */
export function DocumentText({ value }: { readonly value: SiteDocument }) {
  return (
    <dl class="document-text">
      {Object.entries(value).map(([member, content]) => (
        <div key={member}>
          <dt>
            <bdi>{plainLine(member, 120)}</bdi>
          </dt>
          <dd dir="auto">{textOf(content)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A document as JSON. What cannot be seen is written out, so that nothing in it deceives. */
export function DocumentJson({ value }: { readonly value: SiteDocument }) {
  return (
    <pre class="document-json" dir="ltr">
      {showUnseen(JSON.stringify(value, null, 2))}
    </pre>
  )
}

function textOf(content: Json): string {
  const attachment = attachmentOf(content)
  if (attachment) return plainLine(attachment.name, 120) || attachment.type
  return plainText(typeof content === 'string' ? content : JSON.stringify(content, null, 2))
}
