import type { ReactNode } from 'react'
import type { Column } from './column.ts'

interface RowCardsProps<Row> {
  caption: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  mark?: ((row: Row) => ReactNode) | undefined
}

/** A list on a narrow screen: each row a card, its columns as name and value. */
export function RowCards<Row>({ caption, rows, columns, rowKey, mark }: RowCardsProps<Row>) {
  const heads = columns.filter((column) => column.phone === 'title')
  const lines = columns.filter((column) => column.phone === undefined || column.phone === 'line')
  return (
    <ul className="cards" aria-label={caption}>
      {rows.map((row) => (
        <li key={rowKey(row)} className="card">
          <div className="card-head">
            {mark?.(row)}
            {heads.map((column) => (
              <div key={column.key} className="card-title">
                {column.render(row)}
              </div>
            ))}
          </div>
          <dl>
            {lines.map((column) => {
              const value = column.render(row)
              if (value === null || value === undefined || value === '' || value === '—') return null
              return (
                <div key={column.key} className="card-line">
                  <dt>{column.title}</dt>
                  <dd>{value}</dd>
                </div>
              )
            })}
          </dl>
        </li>
      ))}
    </ul>
  )
}
