/** The page of one locker is loaded when the person goes there. */
export const loadLocker = () => import('./LockerPage').then((module) => module.LockerPage)
