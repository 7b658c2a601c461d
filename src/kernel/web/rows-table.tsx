import { Checkbox, Table, type TableColumnType } from 'antd'
import type { Column } from './column.ts'
import { RowCards } from './row-cards.tsx'
import { usePhone } from './use-phone.ts'
import { useWords } from './words.ts'

export interface Selection<Row = unknown> {
  chosen: readonly string[]
  /** `rows`: those of the chosen that are on show; what was chosen on another page is known by its key alone. */
  onChange: (chosen: string[], rows: Row[]) => void
  /** Which may be chosen; all when absent. */
  may?: (row: Row) => boolean
}

export interface RowsTableProps<Row> {
  /** What the table lists, said to a screen reader. */
  caption: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  loading?: boolean
  sort?: string | undefined
  onSort?: ((sort: string | undefined) => void) | undefined
  select?: Selection<Row> | undefined
  rowClass?: ((row: Row) => string) | undefined
}

/** Rows that are already here, as a table, or as cards on a phone. */
export function RowsTable<Row>(props: RowsTableProps<Row>) {
  const { caption, rows, columns, rowKey, loading = false, sort, onSort, select, rowClass } = props
  const t = useWords()
  const phone = usePhone()
  const choose = (chosen: string[]) =>
    select?.onChange(
      chosen,
      rows.filter((row) => chosen.includes(rowKey(row))),
    )
  const toggle = (id: string, on: boolean) =>
    choose(on ? [...(select?.chosen ?? []), id] : (select?.chosen ?? []).filter((chosen) => chosen !== id))
  if (phone) {
    const mark = select
      ? (row: Row) => (
          <Checkbox
            checked={select.chosen.includes(rowKey(row))}
            disabled={select.may?.(row) === false}
            onChange={(event) => toggle(rowKey(row), event.target.checked)}
          >
            {t('选择')}
          </Checkbox>
        )
      : undefined
    return <RowCards caption={caption} rows={rows} columns={columns} rowKey={rowKey} mark={mark} />
  }
  return (
    // The table scrolls inside its own region, reachable by keyboard, so that the page itself never scrolls sideways.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-region" role="region" aria-label={caption} tabIndex={0}>
      <Table<Row>
        size="middle"
        rowKey={rowKey}
        dataSource={rows as Row[]}
        pagination={false}
        loading={loading}
        showSorterTooltip={false}
        locale={{ emptyText: ' ' }}
        // The library takes a field named `children` for rows below a row; ours are plain data.
        expandable={{ childrenColumnName: '\u0000' }}
        {...(rowClass ? { rowClassName: rowClass } : {})}
        columns={columns.map((column) => tableColumn(column, sort))}
        onChange={(_pages, _filters, sorter) => {
          const one = Array.isArray(sorter) ? sorter[0] : sorter
          if (!one || !onSort) return
          onSort(one.order ? `${one.order === 'descend' ? '-' : ''}${String(one.columnKey)}` : undefined)
        }}
        {...(select
          ? {
              rowSelection: {
                selectedRowKeys: [...select.chosen],
                preserveSelectedRowKeys: true,
                onChange: (keys) => choose(keys.map(String)),
                getTitleCheckboxProps: () => ({ 'aria-label': t('全选本页') }),
                getCheckboxProps: (row: Row) => ({
                  'aria-label': t('选择这一行'),
                  disabled: select.may?.(row) === false,
                }),
              },
            }
          : {})}
      />
    </div>
  )
}

function tableColumn<Row>(column: Column<Row>, sort: string | undefined): TableColumnType<Row> {
  const drawn: TableColumnType<Row> = {
    key: column.key,
    title: column.title,
    render: (_: unknown, row: Row) => column.render(row),
  }
  // A column without a width takes what is left, but never so little that words stand one under another.
  if (column.width === undefined) drawn.className = 'plain'
  else drawn.width = column.width
  if (column.align !== undefined) drawn.align = column.align
  if (column.sort) {
    drawn.sorter = true
    drawn.sortOrder = sort === column.key ? 'ascend' : sort === `-${column.key}` ? 'descend' : null
  }
  return drawn
}
