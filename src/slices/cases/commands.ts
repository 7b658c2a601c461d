import type { CommandTable } from '#kernel/node/commands.ts'
import type { Saved } from '#kernel/saved.ts'
import type { CaseDraft } from './draft-schema.ts'
import type { CasePhoto } from './schema.ts'
import type { CaseStep } from './step-schema.ts'
import type { CaseImport } from './import-schema.ts'
import { adoptProblems } from './store-adopt.ts'
import { importCases } from './store-import.ts'
import { attachCasePhoto } from './store-photos.ts'
import { reportCases } from './store-report.ts'
import { type Stepped, takeStep } from './store-step.ts'
import { casesWaiting } from './store-waiting.ts'

declare module '#kernel/node/commands.ts' {
  interface Commands {
    'case.report': { input: { items: CaseDraft[] }; output: Saved[] }
    /** What waits for this reader, by code; zero is left out. */
    'case.waiting': { input: Record<string, never>; output: { code: string; count: number }[] }
    /** Problems out of a sheet; `reason` is written with every correction. */
    'case.import': { input: { items: CaseImport[]; reason: string }; output: Saved[] }
    /** Makes cases of problems that an earlier version kept as records of the ledger. */
    'case.adopt': { input: Record<string, never>; output: { adopted: number } }
    /** Ties a noted photo to a case; the same one in the same role again changes nothing. */
    'case.add-photo': { input: { id: string; sha256: string; role: CasePhoto['role'] }; output: { version: number } }
    'case.step': { input: { id: string; step: CaseStep }; output: Stepped }
  }
}

export const caseCommands: CommandTable = {
  'case.report': ({ app, tx, reader }, { items }) => reportCases(tx, reader, items, app.now()),
  'case.waiting': ({ app, tx, reader }) => casesWaiting(tx, reader, app.now()),
  'case.import': ({ app, tx, reader }, { items, reason }) => importCases(tx, reader, items, reason, app.now()),
  'case.adopt': (context) => adoptProblems(context),
  'case.add-photo': ({ app, tx, reader }, { id, ...photo }) => attachCasePhoto(tx, reader, id, photo, app.now()),
  'case.step': ({ app, tx, reader }, { id, step }) => takeStep(tx, reader, id, step, app.now()),
}
