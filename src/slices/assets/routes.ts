import { z } from 'zod'
import { dayAt } from '#kernel/days.ts'
import { HistoryItem } from '#kernel/history-item.ts'
import { historyOf } from '#kernel/node/history-of.ts'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { Saved } from '#kernel/saved.ts'
import { ById } from '#kernel/shapes.ts'
import { AssetDraft, AssetListQuery, AssetRow, AssetType, RemoveBody } from './schema.ts'
import { getAsset, listAssets } from './store-read.ts'
import { removeAsset, saveAssets } from './store-save.ts'
import { assetTypes } from './store-types.ts'

export const assetRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: '/api/c/:community/asset-types',
    access: ['read', 'registers'],
    summary: '设施类型目录',
    answer: z.array(AssetType),
    run: () => assetTypes,
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/assets',
    access: ['read', 'registers'],
    summary: '设施列表；totals 为筛选结果按计量单位的合计',
    query: AssetListQuery,
    answer: z.object({
      total: z.number().int(),
      rows: z.array(AssetRow),
      totals: z.array(z.object({ unit: z.string(), quantity: z.string() })),
    }),
    run: ({ app, tx, reader, query }) => listAssets(tx, reader, { ...query, day: query.day ?? dayAt(app.now()) }),
  }),
  route({
    method: 'GET',
    path: '/api/c/:community/assets/:id',
    access: ['read', 'registers'],
    summary: '一处设施及其历次变更',
    params: ById,
    answer: z.object({ asset: AssetRow, history: z.array(HistoryItem) }),
    run: async ({ tx, reader, params }) => ({
      asset: await getAsset(tx, reader, params.id),
      history: await historyOf(tx, reader, 'asset', params.id),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/assets',
    access: ['write', 'registers'],
    summary: '登记或更正设施（带 id 即更正）',
    body: AssetDraft,
    answer: Saved,
    run: async ({ app, tx, reader, body }) => (await saveAssets(tx, reader, [body], app.now()))[0]!,
  }),
  route({
    method: 'POST',
    path: '/api/c/:community/assets/:id/remove',
    access: ['write', 'registers'],
    summary: '拆除或撤下设施：写明最后一天和原因',
    params: ById,
    body: RemoveBody,
    answer: Saved,
    run: ({ app, tx, reader, params, body }) => removeAsset(tx, reader, { id: params.id, ...body }, app.now()),
  }),
]
