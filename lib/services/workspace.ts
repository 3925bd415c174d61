/** Composition of the pages that open the vault themselves: the dashboard, welcome, and the prompt's unlocking. */
import { createArgon2 } from '@/lib/platform/argon2'
import { callApp } from '@/lib/platform/app-client'
import { createBrowserPlaces } from '@/lib/platform/places'
import { createSessionStore } from '@/lib/platform/session-store'
import { createKeeping, type Keeping } from '@/lib/services/keeping'
import { createSession, type Session } from '@/lib/services/session'
import { createSharing, type Sharing } from '@/lib/services/sharing'
import type { Transfer } from '@/lib/services/transfer'
import { createUnlocking, type Unlocking } from '@/lib/services/unlocking'
import type { Places } from '@/lib/vault/places'
import { acceptLeft, createVault, examineVault, openVault, writeSlots } from '@/lib/vault/open'
import type { Vault } from '@/lib/vault/vault'

export interface Workspace {
  readonly session: Session
  readonly unlocking: Unlocking
  /** The open vault with what works on it, or null while it is locked. */
  open(): Promise<OpenWorkspace | null>
}

export interface OpenWorkspace {
  readonly vault: Vault
  readonly keeping: Keeping
  readonly sharing: Sharing
  /** Loaded when it is first needed: age and zip are heavy. */
  transfer(): Promise<Transfer>
}
