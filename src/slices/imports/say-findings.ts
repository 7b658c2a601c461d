import type { Reader } from '#kernel/reader.ts'
import type { FindingNote } from './finding-note.ts'
import { type FindingCode, findingTexts } from './finding-texts.ts'
import type { Finding } from './schema.ts'

/** Screens list no more than this; errors go before questions, and those before remarks. */
const SHOWN = 2_000

export function shownFindings(findings: Finding[]): Finding[] {
  if (findings.length <= SHOWN) return findings
  const some: Finding[] = []
  for (const severity of ['error', 'question', 'info'] as const) {
    some.push(...findings.filter((one) => one.severity === severity).slice(0, SHOWN - some.length))
  }
  return some
}

/** Findings in words, in the reader's language; errors first within a sheet, then in order of rows. */
export function sayFindings(notes: FindingNote[], language: Reader['language']): Finding[] {
  return notes.map((note) => {
    const { sheet, row, cell, code, severity } = note
    const english = language === 'en'
    const params = {
      ...note.params,
      ...(english && note.params['saidEn'] ? { said: note.params['saidEn'] } : {}),
      sheet,
      row,
      cell,
    }
    const message = findingTexts[code as FindingCode](params).say(english ? 'en' : 'zh')
    return { sheet, cell: cell ?? '', row, code, severity, message, params: note.params }
  })
}
