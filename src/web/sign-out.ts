import { api } from '#kernel/web/api.ts'

/** Ends the session and leaves by a full load, so that nothing seen before stays in the window. */
export async function signOut(): Promise<void> {
  await api.delete('/api/session').catch(() => {})
  window.location.assign('/sign-in')
}
