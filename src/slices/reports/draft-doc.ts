import type { CommandContext } from '#kernel/node/commands.ts'
import { problems as common } from '#kernel/problems.ts'
import { answerDoc } from './answer-chips.ts'
import { type ReportDoc, reportDoc } from './doc.ts'
import { fillGroups } from './problem-groups.ts'
import { shippedMeasures } from './shipped.ts'
import { openProblems, type ReportRow } from './store.ts'

/** The document with every chip and every problem group as the ledger answers now. */
export async function freshDoc(
  context: CommandContext,
  doc: ReportDoc,
  report: Pick<ReportRow, 'from' | 'to'>,
): Promise<ReportDoc> {
  const answered = await answerDoc(context, doc, report)
  if (!answered.content.some((node) => node.type === 'problems' || node.type === 'nextSteps')) return answered
  const open = await openProblems(context.tx, context.reader, report.to)
  return fillGroups(answered, open, shippedMeasures())
}

/** @throws request.invalid naming the first part that does not belong in a report */
export function readDoc(doc: unknown): ReportDoc {
  const read = reportDoc.safeParse(doc)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw common['request.invalid']({ where: `doc.${issue?.path.join('.') ?? ''} `, what: issue?.message ?? '' })
}
