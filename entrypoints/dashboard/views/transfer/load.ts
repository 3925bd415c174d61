/** The Transfer page is loaded when the person goes there: what it needs is heavy. */
export const loadTransfer = () => import('./Transfer').then((module) => module.Transfer)
