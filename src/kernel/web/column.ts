import type { ReactNode } from 'react'

/** One column of a list, and what becomes of it where rows are cards. */
export interface Column<Row> {
  key: string
  /** Already in the reader's language. */
  title: string
  render: (row: Row) => ReactNode
  width?: number
  align?: 'right' | 'center'
  /** The server can sort by this key (`sort=key`, `sort=-key`). */
  sort?: boolean
  /** On a phone: the card's heading, a line of it (the default), or left out. */
  phone?: 'title' | 'line' | 'hide'
}
