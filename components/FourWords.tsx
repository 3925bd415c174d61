import './four-words.css'

/** The four words that both devices show. English in every language: they are compared, not read. */
export function FourWords({ words }: { readonly words: readonly string[] }) {
  return (
    <ol class="four-words" lang="en" dir="ltr">
      {words.map((word) => (
        <li key={word}>{word}</li>
      ))}
    </ol>
  )
}
