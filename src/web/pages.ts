import type { Page } from '#kernel/web/page.ts'
import { pages as assets } from '#slices/assets/screens/pages.tsx'
import { pages as cases } from '#slices/cases/screens/pages.tsx'
import { pages as duties } from '#slices/duties/screens/pages.tsx'
import { pages as evidence } from '#slices/evidence/screens/pages.tsx'
import { pages as field } from '#slices/field/screens/pages.tsx'
import { pages as home } from '#slices/home/screens/pages.tsx'
import { pages as imports } from '#slices/imports/screens/pages.tsx'
import { pages as ledger } from '#slices/ledger/screens/pages.tsx'
import { pages as people } from '#slices/people/screens/pages.tsx'
import { pages as places } from '#slices/places/screens/pages.tsx'
import { pages as reports } from '#slices/reports/screens/pages.tsx'

/** Every page of the office. */
export const pages: Page[] = [
  ...home,
  ...places,
  ...people,
  ...duties,
  ...ledger,
  ...assets,
  ...evidence,
  ...cases,
  ...field,
  ...imports,
  ...reports,
]
