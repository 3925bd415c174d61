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
  /** Whole, but the vault holds something older than the file that is not in it. */
  | 'incomplete'
  /** Whole, and it holds something the vault does not. */
  | 'ahead'
  | 'storage-full'

/** What is thrown where a file turns out to be spoilt in the middle of reading it. */
export class FileProblem extends Error {
  readonly problem: ImportProblem
  constructor(problem: ImportProblem) {
    super(problem)
    this.problem = problem
  }
}
