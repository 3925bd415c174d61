/** Whether a word was typed that somebody had to type before what cannot be undone; capitals and spaces around it do not count. */
export function isTyped(typed: string, word: string): boolean {
  return typed.trim().toLocaleLowerCase() === word.toLocaleLowerCase()
}
