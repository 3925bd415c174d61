/** What the site itself holds, where a test and a person can read it: never what the fields show. */
export function show(state) {
  const output = document.querySelector('#state')
  if (output) output.textContent = JSON.stringify(state)
}

export function showSent(state) {
  const output = document.querySelector('#sent')
  if (output) output.textContent = JSON.stringify(state)
}

/** Names of the files in a file field. */
export const filesOf = (input) => [...(input.files ?? [])].map((file) => `${file.name} ${file.type}`)
