import { words as kernel } from '#kernel/web/words.en.ts'
import { words as assets } from '#slices/assets/screens/words.en.ts'
import { words as cases } from '#slices/cases/screens/words.en.ts'
import { words as duties } from '#slices/duties/screens/words.en.ts'
import { words as evidence } from '#slices/evidence/screens/words.en.ts'
import { words as field } from '#slices/field/screens/words.en.ts'
import { words as home } from '#slices/home/screens/words.en.ts'
import { words as imports } from '#slices/imports/screens/words.en.ts'
import { words as ledger } from '#slices/ledger/screens/words.en.ts'
import { words as people } from '#slices/people/screens/words.en.ts'
import { words as places } from '#slices/places/screens/words.en.ts'
import { words as reports } from '#slices/reports/screens/words.en.ts'
import { words as web } from './words.en.ts'

/** The English of every screen. One Chinese sentence has one English sentence, wherever it stands. */
export const english: Record<string, string> = {
  ...kernel,
  ...web,
  ...assets,
  ...evidence,
  ...cases,
  ...duties,
  ...field,
  ...home,
  ...imports,
  ...ledger,
  ...people,
  ...places,
  ...reports,
}
