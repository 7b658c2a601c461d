import { z } from 'zod'
import { readPhotoFacts } from '#kernel/node/photos/read-photo-facts.ts'
import { route, type RouteSpec } from '#kernel/node/route.ts'
import { problems } from '#kernel/problems.ts'
import { Saved } from '#kernel/saved.ts'
import { recordTogether } from './record-together.ts'
import {
  EntryCorrection,
  EntryDraft,
  EntryFilter,
  EntryHistoryItem,
  EntryListQuery,
  EntryOne,
  EntryPage,
  EntryTotals,
} from './schema.ts'
import { listAuthors } from './store-authors.ts'
import { readEveryKind } from './store-kinds.ts'
import { entryHistory } from './store-history.ts'
import { listEntries } from './store-list.ts'
import { entryRows } from './store-rows.ts'
import { entryTotals } from './store-totals.ts'

const HOME = '/api/c/:community/entries'
const ONE = `${HOME}/:entry`
const Path = z.object({ entry: z.uuid() })
// A person at a screen or a phone: what an import or the demo brings does not come this way, and must not be feigned.
const TypedDraft = EntryDraft.extend({ via: z.enum(['form', 'chat', 'phone']) })
const reason = z.string().trim().min(1).max(200)

export const entryRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: HOME,
    access: ['read', 'ledger'],
    summary: '台账记录（分页）',
    query: EntryListQuery,
    answer: EntryPage,
    run: async ({ tx, reader, query }) => listEntries(tx, reader, await readEveryKind(tx), query),
  }),
  route({
    method: 'GET',
    path: `${HOME}/totals`,
    access: ['read', 'ledger'],
    summary: '所列记录的合计',
    query: EntryFilter,
    answer: EntryTotals,
    run: async ({ tx, reader, query }) => entryTotals(tx, reader, await readEveryKind(tx), query),
  }),
  route({
    method: 'GET',
    path: `${HOME}/authors`,
    access: ['read', 'ledger'],
    summary: '可按记录人筛选的名单',
    answer: z.strictObject({ rows: z.array(z.strictObject({ id: z.string(), name: z.string() })) }),
    run: async ({ tx, reader }) => ({ rows: await listAuthors(tx, reader) }),
  }),
  route({
    method: 'POST',
    path: HOME,
    access: ['write', 'ledger'],
    summary: '记一笔',
    body: TypedDraft,
    answer: Saved,
    transaction: 'own',
    run: ({ app, reader, body }) => recordTogether(app, reader, body),
  }),
  route({
    method: 'GET',
    path: ONE,
    access: ['read', 'ledger'],
    summary: '一条记录',
    params: Path,
    answer: EntryOne,
    run: async ({ tx, reader, params }) => {
      const [row] = await entryRows(tx, await readEveryKind(tx), [params.entry])
      if (!row) throw problems['request.not-found']()
      const facts = await readPhotoFacts(tx, reader, 'entry', [row.id])
      return { ...row, photoFacts: facts.get(row.id) ?? [] }
    },
  }),
  route({
    method: 'PUT',
    path: ONE,
    access: ['write', 'ledger'],
    summary: '更正一条记录（须写明原因）',
    params: Path,
    body: EntryCorrection.omit({ id: true }),
    answer: Saved,
    run: async ({ app, tx, reader, params, body }) => {
      const items = [{ ...body, id: params.entry }]
      const [saved] = await app.commands.run({ app, tx, reader }, 'entry.correct', { items })
      return saved!
    },
  }),
  route({
    method: 'POST',
    path: `${ONE}/withdraw`,
    access: ['write', 'ledger'],
    summary: '撤回一条记录（须写明原因）',
    params: Path,
    body: z.strictObject({ reason }),
    answer: Saved,
    run: async ({ app, tx, reader, params, body }) => {
      const items = [{ id: params.entry, reason: body.reason }]
      const [saved] = await app.commands.run({ app, tx, reader }, 'entry.withdraw', { items })
      return saved!
    },
  }),
  route({
    method: 'GET',
    path: `${ONE}/history`,
    access: ['read', 'ledger'],
    summary: '一条记录的来龙去脉',
    params: Path,
    answer: z.strictObject({ rows: z.array(EntryHistoryItem) }),
    run: async ({ tx, params }) => ({ rows: await entryHistory(tx, await readEveryKind(tx), params.entry) }),
  }),
]
