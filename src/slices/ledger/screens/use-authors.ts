import { useOne } from '#kernel/web/use-one.ts'

/** Who may have recorded something here. */
export function useAuthors() {
  return useOne<{ rows: { id: string; name: string }[] }>('/entries/authors', { lasting: true })
}
