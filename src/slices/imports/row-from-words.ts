import type { FieldCell, RowSource } from './read-row.ts'

/** A row made of words a person typed, as if they stood in cells. */
export function rowFromWords(
  values: Record<string, string>,
  at: { sheet: string; row: number; refs: Record<string, string> },
): RowSource {
  const cells = new Map<string, FieldCell>()
  for (const [field, text] of Object.entries(values)) {
    if (text.trim() !== '') cells.set(field, { ref: at.refs[field] ?? '', kind: 'text', text, value: text })
  }
  return { sheet: at.sheet, row: at.row, cells, headingUnits: {} }
}
