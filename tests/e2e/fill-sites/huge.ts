/** A page nobody would make by hand: 10,000 fields, and a label of a megabyte. */
export function hugePage({ fields = 10_000, label = 1_000_000 } = {}): string {
  const rows = Array.from(
    { length: fields },
    (_, at) => `<label>Field ${at} <input name="field-${at}"></label>`,
  ).join('\n')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Huge</title><link rel="stylesheet" href="/site.css">
<body><header>Huge</header><main><h1>Ten thousand fields</h1><form>
<label for="email">E-mail</label><input id="email" name="email" type="email">
<label for="name">${'Full name '.repeat(label / 10)}</label><input id="name" name="name">
${rows}</form><output id="state">{}</output></main>
<script>document.querySelector('form').addEventListener('input', ({ target }) => { if (target.id) state.textContent = JSON.stringify({ ...JSON.parse(state.textContent), [target.id]: target.value }) })</script>`
}
