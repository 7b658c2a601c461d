/** What the caller wants found in a workbook: one target per kind of entry or register, one field per thing it carries. */
export interface Target {
  code: string
  label: string
  /** Names its sheets and titles go by. */
  aliases: string[]
  /** `pairs`: label and value side by side in cells, as in a community's profile. */
  layout: 'table' | 'pairs'
  fields: TargetField[]
}

export interface TargetField {
  key: string
  label: string
  aliases: string[]
  type: 'serial' | 'day' | 'place' | 'quantity' | 'text' | 'party' | 'parties' | 'choice' | 'flag' | 'duration'
  unit?: string
  required?: boolean
  options?: string[]
}
