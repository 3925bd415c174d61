import { Lazy } from '@/components/Lazy'
import type { Welcome } from '../state'

/** What reads invitations and pictures is heavy, and most people make a new vault. */
const loadJoining = () => import('./Joining').then((module) => module.Joining)

/** A vault that other devices have, on its way here. */
export function JoinStep({ welcome }: { readonly welcome: Welcome }) {
  return <Lazy load={loadJoining} props={{ welcome }} />
}
