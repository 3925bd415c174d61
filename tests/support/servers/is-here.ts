import { hasTool } from '../../../scripts/lib/install.mjs'

const PACKAGES = { swift: 'python3-swift', apache: 'apache2-bin', rclone: 'rclone' } as const

/** Whether a server is installed; says so when its tests are left out. `npm test` installs it on Debian as root. */
export function isHere(server: keyof typeof PACKAGES): boolean {
  if (hasTool(server)) return true
  process.stderr.write(
    `The tests of ${server} are skipped: Debian's package ${PACKAGES[server]} is not installed.\n`,
  )
  return false
}
