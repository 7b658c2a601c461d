import type { CommandTable } from '#kernel/node/commands.ts'
import { createReport, issueReport, submitReport } from './acts.ts'
import { renderGongwen } from '#kernel/node/office/gongwen.ts'
import { type Edition, reportPaper } from './document.ts'
import { listAdvice, listTypedNumbers, openReport } from './looks.ts'
import type { Advice, TypedNumber } from './schema.ts'

declare module '#kernel/node/commands.ts' {
  interface Commands {
    'report.create': {
      input: { id?: string; outline: string; from: string; to: string; title?: string }
      output: { id: string; version: number; title: string }
    }
    /** 提交审核 where that is still to be done, then 定稿. The lists are what a person would have been shown first. */
    'report.issue': {
      input: { id: string }
      output: { id: string; version: number; position: number; advice: Advice[]; typed: TypedNumber[] }
    }
    'report.docx': { input: { id: string; edition: Edition }; output: { bytes: Uint8Array; fileName: string } }
  }
}

export const reportCommands: CommandTable = {
  'report.create': async (context, input) => {
    const saved = await createReport(context, input)
    return { id: saved.id, version: saved.version, title: (await openReport(context, saved.id)).title }
  },
  'report.issue': async (context, { id }) => {
    const before = await openReport(context, id)
    const version =
      before.state === 'draft' ? (await submitReport(context, id, before.version)).version : before.version
    const advice = await listAdvice(context, id)
    const typed = await listTypedNumbers(context, id)
    const issued = await issueReport(context, id, version)
    return { id, version: issued.version, position: (await openReport(context, id)).position!, advice, typed }
  },
  'report.docx': async (context, { id, edition }) => {
    const { paper, fileName } = await reportPaper(context, id, edition)
    return { bytes: await renderGongwen(paper), fileName }
  },
}
