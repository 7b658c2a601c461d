import { foldKey } from '#kernel/fold-text.ts'
import type { TargetField } from './recognise/target.ts'

const SERIAL: TargetField = {
  key: 'serial',
  label: '序号',
  aliases: ['编号', '序', 'No', '行号', '项次'],
  type: 'serial',
}
const NOTE: TargetField = { key: 'note', label: '备注', aliases: ['说明', '备考', '附注', '其他说明'], type: 'text' }

/** Serial number first and note last, unless the target's own fields already answer to those headings. */
export function withCommon(fields: TargetField[], serialWords: string[] = []): TargetField[] {
  const taken = new Set(fields.flatMap((field) => [field.label, ...field.aliases].map(foldKey)))
  const free = (words: string[]): string[] => words.filter((word) => !taken.has(foldKey(word)))
  return [
    { ...SERIAL, aliases: free([...SERIAL.aliases, ...serialWords]) },
    ...fields,
    ...(taken.has(foldKey(NOTE.label)) ? [] : [{ ...NOTE, aliases: free(NOTE.aliases) }]),
  ]
}
