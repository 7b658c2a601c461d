/** Where to go after sign-in: only a path of this site, whatever the address claims. */
export function pathWithin(next: string | null): string {
  if (next === null || !next.startsWith('/') || next.startsWith('//') || next.includes('\\')) return '/'
  return next.startsWith('/sign-in') ? '/' : next
}
