import { sql } from 'kysely'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { dayAt } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#kernel/node/db.ts'
import { takeTurn } from '#kernel/node/take-turn.ts'
import { type Reader, RESIDENT } from '#kernel/reader.ts'
import type { Saved } from '#kernel/saved.ts'
import { dueAt } from '#kernel/work-calendar.ts'
import { type CaseBody, UNTOUCHED } from './case-body.ts'
import { caseProblems as problems } from './problems.ts'
import { ABOVE, needsOther, OFFICE } from './rules.ts'
import type { CaseDraft } from './draft-schema.ts'
import { SOURCE_LABEL } from './schema.ts'
import type { Limit } from './type-schema.ts'
import { mayEnter, mayFixOnSpot } from './source-rules.ts'
import { readCases } from './store-body.ts'
import { calendarOf } from './store-calendar.ts'
import { problemTypeOf } from './store-types.ts'
import { writeCases } from './store-write.ts'
import './tables.ts'

/** A draft, and what a list from above says of its time: how long, or in words that are no time. */
export type NewCase = CaseDraft & { limit?: Limit | undefined; dueWords?: string | undefined }

/**
 * Registers problems. The same id with the same words again changes nothing, so a phone may send twice.
 * What an office above enters is handed down: accepted at once, and only it grants time.
 * @throws case.*
 */
export async function reportCases(tx: Tx, reader: Reader, drafts: NewCase[], now: Date): Promise<Saved[]> {
  await takeTurn(tx, reader.communityId)
  const placed = await placesOf(tx, reader, drafts)
  const calendar = drafts.some(({ limit }) => limit) ? await calendarOf(tx, reader.communityId) : null
  const wanted = drafts.map((draft) => {
    const body = bodyOf(reader, draft, placed, now)
    const { limit } = draft
    const timed = limit && calendar ? { limit, dueAt: dueAt(now, limit, calendar).toISOString() } : {}
    return { id: draft.id ?? newId(), body: { ...body, ...timed } }
  })
  const standing = await readCases(
    tx,
    reader.communityId,
    wanted.map(({ id }) => id),
  )
  const saved = wanted.map(({ id, body }): Saved => {
    const before = standing.get(id)
    if (!before) return { id, version: 1, outcome: 'created' }
    if (!isSameReport(before.body, body)) throw problems['case.id-taken']()
    return { id, version: before.version, outcome: 'unchanged' }
  })
  const fresh = wanted.filter((_, index) => saved[index]!.outcome === 'created')
  await writeCases(
    tx,
    reader,
    fresh.map(({ id, body }) => ({
      id,
      version: 1,
      body,
      event: body.closing === 'self' ? 'case.fixed-on-spot' : 'case.reported',
    })),
    now,
  )
  return saved
}

function bodyOf(reader: Reader, draft: NewCase, placed: Map<string, string>, now: Date): CaseBody {
  const at = now.toISOString()
  const type = draft.typeCode ? problemTypeOf(draft.typeCode) : undefined
  if (draft.typeCode && !type) throw problems['case.type-unknown']({ code: draft.typeCode }, 'typeCode')
  if (draft.placeId && !placed.has(draft.placeId)) throw problems['case.place-unknown']({}, 'placeId')
  // The public page enters what residents see, and nothing else.
  const enters = reader.actor === RESIDENT ? draft.source === 'resident' : mayEnter(draft.source, reader.role)
  if (!enters) throw problems['case.source-above']({ source: SOURCE_LABEL[draft.source] }, 'source')
  const foundOn = draft.foundOn ?? dayAt(now)
  if (foundOn > dayAt(now)) throw problems['case.found-ahead']({}, 'foundOn')
  const handedDown = ABOVE.includes(reader.role)
  // What the office itself writes down is accepted by the writing; what others report waits for it.
  const accepted = handedDown || OFFICE.includes(reader.role)
  const body: CaseBody = {
    typeCode: type?.code ?? '',
    pointType: draft.pointType || (draft.placeId ? (placed.get(draft.placeId) ?? '') : '') || type?.pointTypes[0] || '',
    checkItem: draft.checkItem || type?.item || '',
    severity: draft.severity,
    issue: draft.issue,
    placeId: draft.placeId,
    locus: draft.locus ?? '',
    source: draft.source,
    sourceRef: draft.sourceRef ?? '',
    foundOn,
    handedDown,
    author: reader.actor,
    recordedAt: at,
    state: accepted ? 'accepted' : 'reported',
    ...UNTOUCHED,
    acceptedAt: accepted ? at : null,
    relapseOf: draft.relapseOf ?? null,
    photos: (draft.photos ?? []).map((photo) => ({ ...photo, version: 1 })),
    act: { step: 'report', note: draft.fixedOnSpot ?? (draft.dueWords ? `来文要求的时限：${draft.dueWords}` : '') },
  }
  if (draft.fixedOnSpot === undefined) return body
  if (needsOther(body) || !mayFixOnSpot(reader.role)) throw problems['case.spot-needs-own']({}, 'fixedOnSpot')
  if (type?.photo === 'after' && !body.photos.some((photo) => photo.role === 'after'))
    throw problems['case.photo-needed']({ type: type.label, step: '即查即改' }, 'photos')
  return {
    ...body,
    state: 'closed',
    acceptedAt: at,
    fedBackAt: at,
    closedAt: at,
    closedBy: reader.actor,
    closing: 'self',
    byCommunity: true,
    fixers: [reader.actor],
    fixerParties: reader.parties,
  }
}

/** Ids of places the reader may report at, each with the type of point it is. */
async function placesOf(tx: Tx, reader: Reader, drafts: CaseDraft[]): Promise<Map<string, string>> {
  const ids = drafts.flatMap((draft) => draft.placeId ?? [])
  if (ids.length === 0) return new Map()
  const found = await sql<{ id: string; type: string; subtype: string | null }>`
    select id, type, attrs ->> 'subtype' as subtype from place_label
    where community_id = ${reader.communityId}::uuid and id = any(${ids}::uuid[])`.execute(tx)
  return new Map(found.rows.map((row) => [row.id, pointTypeOf(row.type, row.subtype)]))
}

const POINT_TYPE: Record<string, string> = {
  yard: '楼院',
  building: '楼院',
  unit: '楼院',
  alley: '背街小巷',
  market: '农贸市场',
  square: '广场公园',
  office: '社区',
  station: '社区',
}

function pointTypeOf(type: string, subtype: string | null): string {
  return type === 'yard' && subtype === '小区' ? '小区' : (POINT_TYPE[type] ?? '')
}

function isSameReport(standing: CaseBody, wanted: CaseBody): boolean {
  const words = ({ issue, placeId, locus, source, typeCode, author }: CaseBody) =>
    canonicalJson({ issue, placeId, locus, source, typeCode, author })
  return words(standing) === words(wanted)
}
