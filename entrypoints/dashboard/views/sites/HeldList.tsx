import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { ClaimName } from '@/components/ClaimName'
import { When } from '@/components/When'
import { VersionMark } from '@/entrypoints/dashboard/views/VersionMark'
import { nounOf, numberText } from '@/entrypoints/dashboard/views/words'
import type { Holding } from '@/lib/ledger/entry'

/** Rows before the person asks for all: a site may have a whole address book. */
const FIRST = 20

/** Values a site has, each with its form and whether it is still the current one. */
export function HeldList({
  holdings,
  nameOfValue,
}: {
  readonly holdings: readonly Holding[]
  readonly nameOfValue: (held: Holding) => string
}) {
  const [whole, setWhole] = useState(false)
  const shown = whole ? holdings : holdings.slice(0, FIRST)
  return (
    <>
      <ul class="rows">
        {shown.map((held) => (
          <li class="row-line" key={`${held.collection}/${held.record}/${held.claim}/${held.form}`}>
            <span class="row-main">
              <What held={held} name={nameOfValue(held)} />
            </span>
            <VersionMark current={held.current} />
            <span class="row-when quiet small">
              {held.times === 1 ? null : `${i18n.t('dashboard.sites.times', held.times)} · `}
              <When at={held.last} />
            </span>
          </li>
        ))}
      </ul>
      {shown.length < holdings.length ? (
        <div>
          <Button onPress={() => setWhole(true)}>
            {i18n.t('dashboard.data.showAll', [numberText(holdings.length)])}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** A claim and the record it came from, or the record itself where it was seen in a collection. */
function What({ held, name }: { readonly held: Holding; readonly name: string }) {
  const href = `#/my-data/${held.collection}/${held.record}`
  if (held.claim === held.collection) {
    return (
      <>
        <a href={href}>
          <bdi>{name}</bdi>
        </a>{' '}
        <span class="quiet small">{nounOf(held.collection)}</span>
      </>
    )
  }
  return (
    <>
      <ClaimName claim={held.claim} form={held.form} />{' '}
      <a class="quiet small" href={href}>
        <bdi>{name}</bdi>
      </a>
    </>
  )
}
