/** What is measured in a process of its own. Each is given a folder and gives the work; its modules load before the clock. */
export const tasks: Record<string, (folder: string) => Promise<() => Promise<unknown>>> = {
  'docx-out': async (folder) => (await import('./document-tasks.ts')).docxOut(folder),
  'docx-shrink': async (folder) => (await import('./document-tasks.ts')).docxShrink(folder),
  'docx-deflate': async (folder) => (await import('./document-tasks.ts')).docxDeflate(folder),
  'xlsx-out': async (folder) => (await import('./sheet-tasks.ts')).xlsxOut(folder),
  'csv-out': async (folder) => (await import('./sheet-tasks.ts')).csvOut(folder),
  'hucre-out': async (folder) => (await import('./hucre-tasks.ts')).hucreOut(folder),
  'xlsx-in': async (folder) => (await import('./sheet-tasks.ts')).workbookIn(folder, 'office.xlsx'),
  'own-xlsx-in': async (folder) => (await import('./sheet-tasks.ts')).workbookIn(folder, 'own.xlsx'),
  'csv-in': async (folder) => (await import('./sheet-tasks.ts')).workbookIn(folder, 'own.csv'),
  'csv-split': async (folder) => (await import('./sheet-tasks.ts')).csvSplit(folder),
  'hucre-in': async (folder) => (await import('./hucre-tasks.ts')).hucreIn(folder, 'office.xlsx'),
  'own-hucre-in': async (folder) => (await import('./hucre-tasks.ts')).hucreIn(folder, 'own.xlsx'),
}
