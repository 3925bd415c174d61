import ts from 'typescript'

/** Attributes and properties whose text a person reads or hears. */
const SPOKEN = new Set([
  ...[
    'aria-label',
    'aria-description',
    'aria-roledescription',
    'aria-valuetext',
    'title',
    'placeholder',
    'alt',
  ],
  ...['label', 'hint', 'error', 'caption', 'term'],
])
/** Properties that take what a component shows, but are names of other things on elements of the page. */
const OF_COMPONENTS = new Set(['label', 'hint', 'error', 'caption', 'term'])
/** Functions that show their first argument. */
const SHOWING = new Set(['show', 'dressDocument', 'alert', 'confirm'])
/** Signs that are the same in every language. */
const SIGNS = new Set(['http://', 'Selfstead'])

/** Keys of texts stand in tables too; a key has a dot and no blank. */
const isWords = (text: string): boolean =>
  /\p{L}{2}/u.test(text) && !SIGNS.has(text.trim()) && !/^\w+(\.\w+)+$/.test(text)

/** Texts an expression can come to, when they stand in it as they are: through ?:, &&, ||, ?? and templates. */
function literalsIn(node: ts.Node): readonly string[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text]
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)]
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return literalsIn(node.expression)
  if (ts.isConditionalExpression(node)) return [...literalsIn(node.whenTrue), ...literalsIn(node.whenFalse)]
  if (ts.isBinaryExpression(node)) return [...literalsIn(node.left), ...literalsIn(node.right)]
  if (ts.isJsxExpression(node) && node.expression) return literalsIn(node.expression)
  return []
}

/** Comparisons inside `&&` are no texts: only its right side is shown. */
function shownBy(node: ts.Node): readonly string[] {
  if (ts.isJsxExpression(node)) return node.expression ? shownBy(node.expression) : []
  if (ts.isParenthesizedExpression(node)) return shownBy(node.expression)
  if (ts.isConditionalExpression(node)) return [...shownBy(node.whenTrue), ...shownBy(node.whenFalse)]
  if (ts.isBinaryExpression(node)) {
    const sign = node.operatorToken.kind
    if (sign === ts.SyntaxKind.AmpersandAmpersandToken) return shownBy(node.right)
    if (sign === ts.SyntaxKind.PlusToken || sign === ts.SyntaxKind.BarBarToken) return literalsIn(node)
    return sign === ts.SyntaxKind.QuestionQuestionToken ? literalsIn(node) : []
  }
  return literalsIn(node)
}

function calledName(node: ts.CallExpression): string {
  const callee = node.expression
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : ts.isIdentifier(callee) ? callee.text : ''
}

/** Words of one file that reach a person without having been translated. */
export function hardCoded(path: string, source: string): readonly string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const take = (node: ts.Node, texts: readonly string[]): void => {
    const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1
    for (const text of texts.filter(isWords)) found.push(`${path}:${line}: ${text.trim()}`)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) take(node, [node.text])
    else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) take(node, shownBy(node))
    else if (ts.isJsxAttribute(node) && node.initializer) {
      const name = node.name.getText()
      const element = node.parent.parent.tagName.getText()
      const spoken = SPOKEN.has(name) && !(OF_COMPONENTS.has(name) && /^[a-z]/.test(element))
      if (spoken) take(node, shownBy(node.initializer))
    } else if (ts.isPropertyAssignment(node) && ['label', 'title', 'hint'].includes(node.name.getText()))
      take(node, shownBy(node.initializer))
    else if (ts.isCallExpression(node) && SHOWING.has(calledName(node)) && node.arguments[0])
      take(node, shownBy(node.arguments[0]))
    else if (ts.isBinaryExpression(node) && /(^|\.)(title|textContent|innerText)$/.test(node.left.getText()))
      take(node, shownBy(node.right))
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}
