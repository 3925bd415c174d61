import { useState } from 'preact/hooks'
import { Field, type FieldProps } from '@/components/Field'

export interface FilePickProps extends FieldProps {
  /** As the attribute of the same name: `.age,.zip`. */
  readonly accept?: string
  readonly onFile: (file: File) => void
}

/** The browser's own file control, with an area around it that a file can be dropped on. */
export function FilePick({ label, hint, error, required, accept, onFile }: FilePickProps) {
  const [over, setOver] = useState(false)
  return (
    <fieldset
      class={over ? 'file-pick file-pick-over' : 'file-pick'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const [file] = event.dataTransfer?.files ?? []
        if (file) onFile(file)
      }}
    >
      <Field label={label} hint={hint} error={error} required={required ?? false}>
        {(wiring) => (
          <input
            {...wiring}
            class="file-input"
            type="file"
            accept={accept}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? []
              if (file) onFile(file)
            }}
          />
        )}
      </Field>
    </fieldset>
  )
}
