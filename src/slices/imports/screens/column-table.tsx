import { Select } from 'antd'
import { RowsTable } from '#kernel/web/rows-table.tsx'
import { useWords } from '#kernel/web/words.ts'
import type { ImportSheet, ImportTarget } from '../schema.ts'

/** Column → field, null for "not taken"; only what the clerk changed. */
export type ColumnChoice = Record<string, string | null>

type SheetColumn = ImportSheet['columns'][number]

interface ColumnTableProps {
  sheet: ImportSheet
  target: ImportTarget | undefined
  choice: ColumnChoice
  onChange: (choice: ColumnChoice) => void
  disabled: boolean
}

/** The columns of one sheet: what stands over them, what stands in them, and what they are taken as. */
export function ColumnTable({ sheet, target, choice, onChange, disabled }: ColumnTableProps) {
  const t = useWords()
  const fieldOf = (column: SheetColumn): string | null =>
    column.letter in choice ? choice[column.letter]! : column.field
  const choose = (column: SheetColumn, field: string | null) => {
    const next: ColumnChoice = { ...choice, [column.letter]: field }
    // A field is filled by one column: the one chosen last.
    for (const other of sheet.columns) {
      if (field !== null && other.letter !== column.letter && fieldOf(other) === field) next[other.letter] = null
    }
    onChange(next)
  }
  const usedBy = (field: string) => sheet.columns.find((column) => fieldOf(column) === field)?.letter
  const fieldLabel = (key: string) => target?.fields.find((field) => field.key === key)?.label ?? key
  const missing = (target?.fields ?? []).filter((field) => field.required && usedBy(field.key) === undefined)
  return (
    <>
      {missing.length > 0 && (
        <p className="warn">
          {t('必填的还没有对应的列：{fields}', { fields: missing.map((field) => field.label).join('、') })}
        </p>
      )}
      <RowsTable<SheetColumn>
        caption={t('工作表“{sheet}”的列', { sheet: sheet.sheet })}
        rows={sheet.columns}
        rowKey={(column) => column.letter}
        columns={[
          {
            key: 'letter',
            title: sheet.layout === 'pairs' ? t('单元格') : t('列'),
            width: 80,
            render: (column) => column.letter,
          },
          {
            key: 'header',
            title: t('表里的名称'),
            width: 190,
            phone: 'title',
            render: (column) => column.header || t('（没有列名）'),
          },
          {
            key: 'sample',
            title: t('前几行内容'),
            render: (column) => <span className="sample">{samples(sheet, column) || '—'}</span>,
          },
          {
            key: 'field',
            title: t('记成'),
            width: 250,
            render: (column) => (
              <Select
                aria-label={t('“{header}”（{letter}）记成什么', { header: column.header, letter: column.letter })}
                value={fieldOf(column) ?? ''}
                disabled={disabled}
                style={{ width: 'min(230px, 100%)' }}
                showSearch={{ optionFilterProp: 'label' }}
                popupMatchSelectWidth={false}
                options={[
                  { value: '', label: t('不导入这一列') },
                  ...(target?.fields ?? []).map((field) => {
                    const by = usedBy(field.key)
                    const taken =
                      by !== undefined && by !== column.letter ? t('（现在是{letter}）', { letter: by }) : ''
                    return { value: field.key, label: `${field.label}${field.unit ? `（${field.unit}）` : ''}${taken}` }
                  }),
                  // A field the list does not hold any more is still said by name.
                  ...(column.field !== null && !target?.fields.some((field) => field.key === column.field)
                    ? [{ value: column.field, label: fieldLabel(column.field) }]
                    : []),
                ]}
                onChange={(next) => choose(column, next === '' ? null : next)}
              />
            ),
          },
          {
            key: 'unit',
            title: t('单位'),
            width: 90,
            render: (column) =>
              column.unit ?? target?.fields.find((field) => field.key === fieldOf(column))?.unit ?? '—',
          },
        ]}
      />
    </>
  )
}

function samples(sheet: ImportSheet, column: SheetColumn): string {
  const texts = sheet.sample.flatMap((row) =>
    row.cells
      .filter((cell) => cell.letter === column.letter && cell.text.trim() !== '')
      .map((cell) => cell.text.trim()),
  )
  return [...new Set(texts)].slice(0, 3).join('；')
}
