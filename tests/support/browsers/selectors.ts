import type { Target } from './browser'

/** Every control the journeys use, by role and English name: the one place to change when a page changes its words. */

export const button = (name: string | RegExp, within?: string): Target =>
  within === undefined ? { role: 'button', name } : { role: 'button', name, within }

export const field = (label: string | RegExp, within?: string): Target =>
  within === undefined ? { field: label } : { field: label, within }

export const common = {
  passphrase: field('Passphrase'),
  repeatPassphrase: field('Repeat passphrase'),
  createVault: button('Create vault'),
  unlock: button('Unlock'),
  lock: button('Lock'),
  add: button('Add'),
  export: button('Export'),
  import: button('Import'),
} as const

export const prompt = {
  allow: button('Allow'),
  deny: button('Deny'),
} as const

export const dashboard = {
  revoke: button(/^Revoke this grant/),
  revokeAll: button(/^Revoke all/),
  keep: button('Keep'),
  verify: button('Verify'),
} as const

export const welcome = {
  own: { role: 'radio', name: 'My own' },
  restore: button('Restore from a backup'),
  wroteDown: button('I wrote them down'),
  checkWords: button('Check the words'),
  skipData: button('Skip this'),
  saveBackup: button('Save the backup'),
  chooseBackup: field('Choose the file you just saved'),
  later: button('Later'),
  withoutBackup: button('Continue without a backup'),
  continue: button('Continue'),
  backupFile: field('Backup file'),
  filePassphrase: field('Passphrase of the file'),
  openBackup: button('Open the backup'),
  letAll: button('Let all sites ask'),
  importEverything: button('Import everything'),
} as const
