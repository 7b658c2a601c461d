import type { ReactNode } from 'react'

interface Option {
  value: string
  label: string
}

interface Common {
  name: string
  /** Already in the reader's language. */
  label: string
  required?: boolean
  help?: ReactNode
  disabled?: boolean
  /** Fields of one group stand under one heading. */
  group?: string
  /** Asked for only while the rest of the form says so. */
  when?: (values: FormValues) => boolean
}

export type FormValues = Record<string, unknown>

/**
 * One field of a form, as data: a kind's own fields and a slice's code fields are drawn by the same form. What each
 * gives: text, long, phone, password, choice, place, party → string or null; number → decimal text or null; day →
 * Day or null; flag → boolean; choices, parties, words → string[].
 */
export type FieldSpec = Common &
  (
    | { type: 'text' | 'long' | 'phone'; max?: number; placeholder?: string }
    | { type: 'password'; fresh?: boolean }
    | { type: 'number'; unit?: string; integer?: boolean; min?: number; max?: number }
    | { type: 'day'; min?: string; max?: string }
    | { type: 'choice'; options: readonly Option[]; open?: boolean }
    | { type: 'choices'; options: readonly Option[]; open?: boolean }
    | { type: 'words' }
    | { type: 'flag'; yes?: string }
    | { type: 'place'; placeTypes?: readonly string[]; hide?: (placeId: string) => boolean }
    | { type: 'party' | 'parties'; partyKind?: 'person' | 'unit' | 'team' }
    | { type: 'own'; draw: (field: { value: unknown; onChange: (value: unknown) => void; id: string }) => ReactNode }
  )
