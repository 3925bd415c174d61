import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { promisify } from 'node:util'

/** A server of somebody else, run as a child of this process and ended with it. */
export interface ServerProcess {
  /** Ends it, without asking when `hard`; resolves when it is gone. */
  stop(hard?: boolean): Promise<void>
}

/** How long a server may take until it answers: a busy machine is no fault. */
const PATIENCE = 60_000

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/**
 * Starts a command and waits until `isReady`.
 *
 * @param isReady asked again and again; true when it answers. `said` is all that it has printed.
 * @throws Error with what it printed when it ends before that, or never answers.
 */
export async function startProcess(
  command: string,
  args: readonly string[],
  isReady: (said: string) => boolean | Promise<boolean>,
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<ServerProcess> {
  const child = spawn(command, [...args], {
    ...(options.cwd ? { cwd: options.cwd } : {}),
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let said = ''
  let ended = false
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said = (said + chunk).slice(-20_000)
    })
  }
  const end = new Promise<void>((resolve) => {
    const over = () => {
      ended = true
      running.delete(child)
      resolve()
    }
    child.once('error', (error) => {
      said += String(error)
      over()
    })
    child.once('exit', over)
  })
  const stop = async (hard = false) => {
    if (!ended) child.kill(hard ? 'SIGKILL' : 'SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), 5_000)
    await end
    clearTimeout(late)
  }
  const start = Date.now()
  while (!(await isReady(said))) {
    if (ended || Date.now() - start > PATIENCE) {
      await stop(true)
      throw new Error(`${command} did not start: ${said.slice(-2_000)}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { stop }
}

/** Ports of this machine that nobody listens on. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer()
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      return server
    }),
  )
  const ports = servers.map((server) => {
    const address = server.address()
    return address !== null && typeof address === 'object' ? address.port : 0
  })
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

/** Whether something answers HTTP at this address, whatever it says. */
export async function answers(address: string): Promise<boolean> {
  try {
    await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(2_000) })
    return true
  } catch {
    return false
  }
}

/** Runs a command to its end. @throws Error with what it printed when it fails. */
export async function run(command: string, args: readonly string[]): Promise<void> {
  await promisify(execFile)(command, [...args])
}
