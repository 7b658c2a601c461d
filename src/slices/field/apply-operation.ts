import { cleaned } from '#kernel/clean-texts.ts'
import { can } from '#kernel/can.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import { problems as kernelProblems } from '#kernel/problems.ts'
import { CaseStep } from '#slices/cases/step-schema.ts'
import type { EntryPhoto } from '#slices/ledger/schema.ts'
import { fieldProblems as problems } from './problems.ts'
import type { Act, Operation } from './schema.ts'

/** How an operation meets what stands already. */
export interface Meeting {
  /** Whether it changes a record that stands. */
  corrects: boolean
  /** Why, in the history of that record. */
  reason?: string | undefined
  /** The version of the record or case that was looked at; without it whatever stands, or what the phone had seen. */
  seen?: number | undefined
  /** Phones know nothing of campaigns: what stands keeps its own. */
  campaignId?: string | null | undefined
  /** Photos of the record that a change leaves in place; without it all of them. */
  stay?: EntryPhoto[] | undefined
  /** Photos that are here already: some problems are only put right on the spot with one. */
  photos?: { sha256: string; role: 'scene' | 'before' | 'after' }[] | undefined
}

const REASON = '手机上修改'

/**
 * Does what a phone asks, through the same commands as every other door.
 * @throws whatever those commands refuse with · field.case-edit
 */
export async function applyOperation(
  context: CommandContext,
  { id, act: sent }: Pick<Operation, 'id' | 'act'>,
  { corrects, reason: why, seen, campaignId, stay, photos = [] }: Meeting,
): Promise<void> {
  const { commands } = context.app
  const reason = why ?? REASON
  // What came is kept letter by letter, because it is sealed; what is recorded holds no mark that nobody sees.
  const act = cleaned(sent)
  if (act.do === 'entry') {
    // The door of phones is open to all who report problems; the ledger behind it is not.
    if (!can(context.reader.role, 'write', 'ledger')) throw kernelProblems['access.denied']()
    const draft = draftOf(id, act)
    if (corrects)
      await commands.run(context, 'entry.correct', {
        items: [{ ...draft, campaignId, reason, version: seen, ...(stay ? { photos: stay } : {}) }],
      })
    else await commands.run(context, 'entry.record', { items: [{ ...draft, ...(why ? { reason: why } : {}) }] })
    return
  }
  if (act.do === 'withdraw') {
    if (!can(context.reader.role, 'write', 'ledger')) throw kernelProblems['access.denied']()
    if (act.entryId !== id) throw problems['field.broken']({ what: '撤回的记录', whatEn: 'record to withdraw' })
    if (!corrects) throw problems['field.withdraw-nothing']()
    await commands.run(context, 'entry.withdraw', {
      items: [{ id, reason: (why ?? `手机上撤回：${act.reason}`).slice(0, 200) }],
    })
    return
  }
  if (corrects) throw problems['field.case-edit']()
  if (act.do === 'case') {
    const { typeCode, placeId, locus, severity, issue, foundOn, fixedOnSpot } = act
    const draft = { id, placeId, locus, severity, issue, foundOn, source: 'patrol' as const, photos }
    await commands.run(context, 'case.report', {
      items: [{ ...draft, ...(typeCode ? { typeCode } : {}), ...(fixedOnSpot ? { fixedOnSpot } : {}) }],
    })
    return
  }
  const words = act.step === 'return' ? { reason: act.note } : { note: act.note }
  const step = CaseStep.safeParse({ step: act.step, version: seen ?? act.seen, ...words })
  // Too little said: that stays so however often it is sent.
  if (!step.success) throw problems['field.broken']({ what: '说明', whatEn: 'remarks' })
  await commands.run(context, 'case.step', { id: act.caseId, step: step.data })
}

/**
 * Records what is plainly new, all in one go. @returns for each whether it is a record now that was none before
 * @throws what the ledger refuses one of them with
 */
export async function applyNewEntries(
  context: CommandContext,
  operations: readonly Pick<Operation, 'id' | 'act'>[],
): Promise<boolean[]> {
  if (!can(context.reader.role, 'write', 'ledger')) throw kernelProblems['access.denied']()
  const items = operations.flatMap(({ id, act }) => (act.do === 'entry' ? [draftOf(id, cleaned(act))] : []))
  const saved = await context.app.commands.run(context, 'entry.record', { items })
  return saved.map(({ outcome }) => outcome === 'created')
}

function draftOf(id: string, act: Extract<Act, { do: 'entry' }>) {
  const { kind, placeId, locus, day, amounts, fields, parties, note } = act
  const days = { dayFrom: day, dayTo: day }
  return { id, kind, placeId, locus, ...days, amounts, fields, parties, note, via: 'phone' as const }
}
