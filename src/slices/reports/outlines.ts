import type { CommandContext } from '#kernel/node/commands.ts'
import { newId } from '#kernel/ids.ts'
import { sentenceLanguage } from '#kernel/language.ts'
import { record } from '#kernel/node/record.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { problems as common } from '#kernel/problems.ts'
import { figureDefs } from './answer-chips.ts'
import { keysOf, type Outline, parseOutline } from './outline-parser.ts'
import { problems } from './problems.ts'
import type { OutlineDraft, OutlineFinding, OutlineFull, OutlineSummary } from './schema.ts'
import { shippedOutlines } from './shipped.ts'
import { ownOutlines, putOutline } from './store-outlines.ts'

type FoundOutline = OutlineFull & { id: string | null }

/** The community's own outlines, and the shipped ones it has not put its own words to. */
async function allOutlines({ tx, reader }: CommandContext): Promise<FoundOutline[]> {
  const own = await ownOutlines(tx, reader)
  const codes = new Set(own.map((row) => row.code))
  return [
    ...(await shippedOutlines())
      .filter((row) => !codes.has(row.code))
      .map((row) => ({ ...row, id: null, own: false, version: 0 })),
    ...own.map((row) => ({ ...row, own: true })),
  ].sort((a, b) => (a.code < b.code ? -1 : 1))
}

export async function listOutlines(context: CommandContext): Promise<OutlineSummary[]> {
  return (await allOutlines(context)).map(({ code, name, period, own, version }) => ({
    code,
    name,
    period,
    own,
    version,
  }))
}

/** @throws outline.missing */
export async function getOutline(context: CommandContext, code: string): Promise<OutlineFull> {
  const { id: _, ...outline } = await findOutline(context, code)
  return outline
}

async function findOutline(context: CommandContext, code: string): Promise<FoundOutline> {
  const all = await allOutlines(context)
  const found = all.find((outline) => outline.code === code)
  if (!found) throw problems['outline.missing']({ code, known: all.map((outline) => outline.code).join('、') })
  return found
}

/**
 * Reads an outline against the figures the ledger offers.
 * @throws outline.missing · outline.invalid with the first line that cannot be read
 */
export async function readOutline(context: CommandContext, code: string): Promise<Outline> {
  const { source } = await findOutline(context, code)
  const outline = parseOutline(source)
  refuseBroken(context, outline)
  return outline
}

export async function checkOutline(
  context: CommandContext,
  source: string,
): Promise<{ findings: OutlineFinding[]; keys: string[] }> {
  const outline = parseOutline(source, new Set((await figureDefs(context)).keys()))
  const findings = outline.findings.map(({ line, problem }) => ({
    line,
    code: problem.code,
    message: problem.say(sentenceLanguage(context.reader.language)),
  }))
  return { findings, keys: keysOf(outline) }
}

/** @throws outline.invalid · object.changed */
export async function saveOutline(context: CommandContext, code: string, draft: OutlineDraft): Promise<OutlineFull> {
  const { app, tx, reader } = context
  refuseBroken(context, parseOutline(draft.source, new Set((await figureDefs(context)).keys())))
  await takeTurn(tx, reader.communityId)
  const before = (await ownOutlines(tx, reader)).find((row) => row.code === code)
  if (draft.version !== (before?.version ?? 0)) throw common['object.changed']()
  const { name, period, source } = draft
  if (before && before.name === name && before.period === period && before.source === source) {
    return { code, name, period, source, own: true, version: before.version }
  }
  const row = { id: before?.id ?? newId(), code, name, period, source, version: draft.version + 1 }
  const { id, version, ...body } = row
  const fact = { event: 'outline.saved', objectType: 'outline', objectId: id, version, body }
  await record(tx, reader, [{ ...fact, ...(draft.reason ? { reason: draft.reason } : {}) }], app.now())
  await putOutline(tx, reader, row)
  return { ...body, own: true, version }
}

function refuseBroken({ reader }: CommandContext, outline: Outline): void {
  const [first, ...more] = outline.findings
  if (!first) return
  const what = first.problem.say(sentenceLanguage(reader.language))
  throw problems['outline.invalid']({ line: first.line, what, more: more.length })
}
