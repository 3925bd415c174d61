import type { ComponentChildren } from 'preact'

/** One of several; the browser's own radio buttons, so that arrow keys move the choice. */
export function Radio<Value extends string>({
  name,
  value,
  chosen,
  onChoose,
  children,
  detail,
}: {
  readonly name: string
  readonly value: Value
  readonly chosen: boolean
  readonly onChoose: (value: Value) => void
  readonly children: ComponentChildren
  readonly detail: string | null
}) {
  return (
    <label class="check">
      <input
        class="box"
        type="radio"
        name={name}
        value={value}
        checked={chosen}
        onChange={() => onChoose(value)}
      />
      <span>{children}</span>
      {detail === null ? null : (
        <span class="check-hint">
          <bdi>{detail}</bdi>
        </span>
      )}
    </label>
  )
}
