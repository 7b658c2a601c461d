import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

const PAGING = new Set(['page', 'size', 'sort'])
const PAGE_SIZE = 20
// Narrowing a list is no journey: the back button leaves the list, and the page stays where it is scrolled to.
const STAY = { replace: true, preventScrollReset: true }

export interface Filters {
  /** Everything in the address that is not paging: what the list is narrowed to. */
  values: Record<string, string>
  /** Counted from 1. */
  page: number
  size: number
  sort: string | undefined
  /** Changes what the list shows and goes back to its first page; undefined or '' removes. */
  set: (patch: Record<string, string | undefined>) => void
  /** Opens something from the list: the back button closes it again, on the same page of the list. */
  visit: (patch: Record<string, string>) => void
  turn: (page: number, size: number) => void
  sortBy: (sort: string | undefined) => void
  clear: () => void
}

/** The state of a list stands in the address: it can be sent to a colleague, and the back button returns to it. */
export function useFilters(fallback: Record<string, string> = {}): Filters {
  const [search, setSearch] = useSearchParams()
  const values: Record<string, string> = { ...fallback }
  for (const [key, value] of search) if (!PAGING.has(key)) values[key] = value
  const change = useCallback(
    (patch: Record<string, string | undefined>, keepPage = false, replace = true) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before)
          if (!keepPage) next.delete('page')
          for (const [key, value] of Object.entries(patch)) {
            if (value === undefined || value === '') next.delete(key)
            else next.set(key, value)
          }
          return next
        },
        { ...STAY, replace },
      ),
    [setSearch],
  )
  return {
    values,
    page: wholeNumber(search.get('page'), 1),
    size: wholeNumber(search.get('size'), PAGE_SIZE),
    sort: search.get('sort') ?? undefined,
    set: (patch) => change(patch),
    visit: (patch) => change(patch, true, false),
    turn: (page, size) =>
      change({ page: page > 1 ? String(page) : undefined, size: size === PAGE_SIZE ? undefined : String(size) }, true),
    sortBy: (sort) => change({ sort }),
    clear: () => setSearch({}, STAY),
  }
}

function wholeNumber(text: string | null, fallback: number): number {
  const value = Number(text ?? '')
  return text !== null && Number.isInteger(value) && value >= 1 ? value : fallback
}
