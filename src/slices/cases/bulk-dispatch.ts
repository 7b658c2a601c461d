import { dayAt } from '#kernel/days.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import { Problem } from '#kernel/problem.ts'
import { sentenceLanguage } from '#kernel/language.ts'
import type { BulkDispatch, BulkOutcome } from './bulk-schema.ts'
import { readCases } from './store-body.ts'
import { responsibleAt } from './store-routing.ts'
import { takeStep } from './store-step.ts'

/**
 * Hands out many problems at once: to whoever answers for each place, or all to one. Each that cannot be handed out
 * says why; the others go.
 */
export async function bulkDispatch(context: CommandContext, wanted: BulkDispatch): Promise<BulkOutcome[]> {
  const { app, tx, reader } = context
  const now = app.now()
  const standing = await readCases(
    tx,
    reader.communityId,
    wanted.items.map(({ id }) => id),
  )
  const outcomes: BulkOutcome[] = []
  for (const { id, version } of wanted.items) {
    const body = standing.get(id)?.body
    try {
      const partyId =
        wanted.to === 'by-duty'
          ? await responsibleAt(tx, reader.communityId, body?.placeId ?? null, dayAt(now))
          : wanted.partyId
      const step = { step: 'dispatch' as const, version, partyId, ...(wanted.note ? { note: wanted.note } : {}) }
      await takeStep(tx, reader, id, step, now)
      outcomes.push({ id, problem: null, gap: wanted.to === 'by-duty' && partyId === null })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      outcomes.push({ id, problem: error.say(sentenceLanguage(reader.language)), gap: false })
    }
  }
  return outcomes
}
