import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Opens a passphrase-encrypted age file with Debian's own `age`. It reads the passphrase from a terminal only, so `script` lends
 * it one.
 */
export async function decryptWithAge(file: string, passphrase: string, to: string): Promise<void> {
  const quoted = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`
  const child = spawn('script', ['-qefc', `age -d -o ${quoted(to)} ${quoted(file)}`, '/dev/null'])
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
    if (/passphrase/i.test(said) && !child.stdin.writableEnded) child.stdin.end(`${passphrase}\n`)
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`age -d ended with ${code}: ${said.replaceAll(passphrase, '…')}`)
}
