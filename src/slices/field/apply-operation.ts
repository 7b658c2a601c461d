import { can } from '#kernel/can.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import { problems as kernelProblems } from '#kernel/problems.ts'
import { CaseStep } from '#slices/cases/schema.ts'
import { fieldProblems as problems } from './problems.ts'
import type { Operation } from './schema.ts'

const REASON = '手机上修改'

/**
 * Does what a phone asks, through the same commands as every other door.
 * @throws whatever those commands refuse with · field.case-edit
 */
export async function applyOperation(
  context: CommandContext,
  { id, act }: Pick<Operation, 'id' | 'act'>,
  corrects: boolean,
): Promise<void> {
  const { commands } = context.app
  if (act.do === 'entry') {
    // The door of phones is open to all who report problems; the ledger behind it is not.
    if (!can(context.reader.role, 'write', 'ledger')) throw kernelProblems['access.denied']()
    const { kind, placeId, locus, day, amounts, fields, parties, note } = act
    const draft = { id, kind, placeId, locus, dayFrom: day, dayTo: day, amounts, fields, parties, note }
    const items = [{ ...draft, via: 'phone' as const }]
    if (corrects) await commands.run(context, 'entry.correct', { items: [{ ...items[0]!, reason: REASON }] })
    else await commands.run(context, 'entry.record', { items })
    return
  }
  if (corrects) throw problems['field.case-edit']()
  if (act.do === 'case') {
    const { typeCode, placeId, locus, severity, issue, foundOn, fixedOnSpot } = act
    const draft = { id, placeId, locus, severity, issue, foundOn, source: 'patrol' as const }
    await commands.run(context, 'case.report', {
      items: [{ ...draft, ...(typeCode ? { typeCode } : {}), ...(fixedOnSpot ? { fixedOnSpot } : {}) }],
    })
    return
  }
  const words = act.step === 'return' ? { reason: act.note } : { note: act.note }
  const step = CaseStep.parse({ step: act.step, version: act.seen, ...words })
  await commands.run(context, 'case.step', { id: act.caseId, step })
}
