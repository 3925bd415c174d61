/** Why a file cannot come in. Codes only; a page turns them into words. */
export type ImportProblem =
  | 'empty'
  | 'truncated'
  | 'foreign'
  | 'newer-version'
  | 'wrong-passphrase'
  | 'too-large'
  | 'duplicate'
  | 'damaged'
  | 'storage-full'
