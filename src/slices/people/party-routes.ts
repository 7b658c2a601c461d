import { z } from 'zod'
import { can } from '#kernel/can.ts'
import { dayAt } from '#kernel/days.ts'
import { HistoryItem } from '#kernel/history-item.ts'
import { maskPhone } from '#kernel/hide-phones.ts'
import { historyOf } from '#kernel/node/history-of.ts'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import type { Reader } from '#kernel/reader.ts'
import { Saved } from '#kernel/saved.ts'
import { ById } from '#kernel/shapes.ts'
import { handOverOf, printHandOver } from './hand-over.ts'
import { getParty, listParties } from './party-store.ts'
import { eraseParty, saveParties } from './party-store-save.ts'
import { HandOver, PartyCloseBody, PartyDraft, PartyEraseBody, PartyListQuery, PartyRow } from './schema.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

function shown(reader: Reader, row: PartyRow): PartyRow {
  return can(reader.role, 'read', 'personal') ? row : { ...row, phone: maskPhone(row.phone) }
}

export const partyRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: '/api/c/:community/parties',
    access: ['read', 'registers'],
    summary: '单位、志愿服务队和人员',
    query: PartyListQuery,
    answer: z.object({ total: z.number().int(), rows: z.array(PartyRow) }),
    run: async ({ app, tx, reader, query }) => {
      const { total, rows } = await listParties(tx, reader, { ...query, day: query.day ?? dayAt(app.now()) })
      return { total, rows: rows.map((row) => shown(reader, row)) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/parties/:id',
    access: ['read', 'registers'],
    summary: '一个单位、队伍或人员及其历次变更',
    params: ById,
    answer: z.object({
      party: PartyRow,
      history: z.array(HistoryItem),
    }),
    run: async ({ app, tx, reader, params }) => ({
      party: shown(reader, await getParty(tx, reader, params.id, dayAt(app.now()))),
      history: await historyOf(tx, reader, 'party', params.id),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/parties/:id/hand-over',
    access: ['export', 'registers'],
    summary: '交接清单：责任点位、未办结问题、经手的台账',
    params: ById,
    answer: HandOver,
    run: ({ app, tx, reader, params }) => handOverOf({ app, tx, reader }, params.id),
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/parties/:id/hand-over.docx',
    access: ['export', 'registers'],
    summary: '交接清单（Word），有移交人、接收人、监交人签字处',
    params: ById,
    run: async ({ app, tx, reader, params, reply }) => {
      const sheet = await handOverOf({ app, tx, reader }, params.id)
      const name = encodeURIComponent(`${sheet.party.name}工作交接清单.docx`)
      return reply
        .header('content-type', DOCX)
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .send(Buffer.from(await printHandOver(sheet)))
    },
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/parties',
    access: ['write', 'registers'],
    summary: '登记或更正单位、队伍、人员（不带 id 时，同类同名的视为同一个）',
    body: PartyDraft,
    answer: Saved,
    run: async ({ app, tx, reader, body }) => (await saveParties(tx, reader, [body], app.now()))[0]!,
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/parties/:id/close',
    access: ['write', 'registers'],
    summary: '停用：写明最后一天和原因',
    params: ById,
    body: PartyCloseBody,
    answer: Saved,
    run: async ({ app, tx, reader, params, body }) => {
      const { id, kind, name, validFrom } = await getParty(tx, reader, params.id, body.validTo)
      return (await saveParties(tx, reader, [{ id, kind, name, validFrom, attrs: {}, ...body }], app.now()))[0]!
    },
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/parties/:id/erase',
    access: ['write', 'personal'],
    summary: '删除人员的姓名和电话（台账数字不变，不可恢复）',
    params: ById,
    body: PartyEraseBody,
    answer: Saved,
    run: ({ app, tx, reader, params, body }) => eraseParty(tx, reader, { id: params.id, ...body }, app.now()),
  }),
]
