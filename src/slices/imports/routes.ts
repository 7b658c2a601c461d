import { z } from 'zod'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { ById } from '#kernel/shapes.ts'
import * as acts from './acts.ts'
import { communityTargets } from './catalogues.ts'
import { batchForReader, forReader } from './for-reader.ts'
import * as looks from './looks.ts'
import { dropRow, mendRow } from './mend-row.ts'
import { confirmPasted, readPasted } from './pasted.ts'
import * as shape from './schema.ts'
import { listBatches } from './store-batches.ts'
import { sendOriginal } from './send-original.ts'

const HOME = '/api/c/:community'
const ONE = `${HOME}/imports/:id`
const READ = ['read', 'imports'] as const
const WRITE = ['write', 'imports'] as const

export const importRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: `${HOME}/imports`,
    access: READ,
    summary: '导入记录',
    query: shape.ImportListQuery,
    answer: z.object({ total: z.number(), rows: z.array(shape.ImportBatchRow) }),
    run: ({ tx, reader, query }) => listBatches(tx, reader, query),
  }),
  route({
    method: 'POST',
    path: `${HOME}/imports`,
    access: WRITE,
    summary: '上传表格文件',
    upload: true,
    transaction: 'own',
    answer: shape.ImportBatch,
    run: (call) => acts.uploadFile(call),
  }),
  route({
    method: 'GET',
    path: `${HOME}/imports/targets`,
    access: READ,
    summary: '可导入的台账与登记表',
    answer: z.array(shape.ImportTarget),
    run: async (call) => (await communityTargets(call)).map(looks.targetView),
  }),
  route({
    method: 'POST',
    path: `${HOME}/imports/pasted`,
    access: WRITE,
    summary: '从群消息整理记录',
    body: shape.PastedBody,
    answer: z.array(shape.PastedDraft),
    run: (call) => readPasted(call, call.body),
  }),
  route({
    method: 'POST',
    path: `${HOME}/imports/pasted/confirm`,
    access: WRITE,
    summary: '确认群消息整理出的记录',
    body: shape.PastedConfirmBody,
    run: async (call) => ({ saved: await confirmPasted(call, call.body) }),
  }),
  route({
    method: 'GET',
    path: ONE,
    access: READ,
    summary: '一份文件的识别结果',
    params: ById,
    answer: shape.ImportBatch,
    run: async (call) => batchForReader(call.reader, await looks.showBatch(call, call.params.id)),
  }),
  route({
    method: 'GET',
    path: `${ONE}/file`,
    // The workbook as it came may hold phone numbers the register masks.
    access: WRITE,
    summary: '下载原文件',
    params: ById,
    run: (call) => sendOriginal(call, call.params.id),
  }),
  route({
    method: 'PUT',
    path: `${ONE}/mapping`,
    access: WRITE,
    summary: '选定工作表类别与各列对应项',
    params: ById,
    body: shape.MappingBody,
    answer: shape.ImportBatch,
    run: (call) => acts.mapBatch(call, call.params.id, call.body),
  }),
  route({
    method: 'GET',
    path: `${ONE}/preview`,
    access: READ,
    summary: '导入预览',
    params: ById,
    answer: shape.ImportPreview,
    run: async (call) => forReader(call.reader, await looks.previewBatch(call, call.params.id)),
  }),
  route({
    method: 'POST',
    path: `${ONE}/confirm`,
    access: WRITE,
    summary: '确认导入',
    params: ById,
    transaction: 'own',
    answer: z.object({ workId: z.string() }),
    run: (call) => acts.confirmBatch(call, call.params.id),
  }),
  route({
    method: 'GET',
    path: `${HOME}/pending-rows`,
    access: READ,
    summary: '待修补的行',
    query: shape.PendingQuery,
    answer: shape.PendingPage,
    run: async (call) => forReader(call.reader, await looks.waitingRows(call, call.query)),
  }),
  route({
    method: 'POST',
    path: `${HOME}/pending-rows/:id/mend`,
    access: WRITE,
    summary: '修补一行并入账',
    params: ById,
    body: shape.MendBody,
    answer: z.object({ objectId: z.string() }),
    run: (call) => mendRow(call, call.params.id, call.body),
  }),
  route({
    method: 'POST',
    path: `${HOME}/pending-rows/:id/drop`,
    access: WRITE,
    summary: '放弃一行并写明原因',
    params: ById,
    body: shape.DropBody,
    run: async (call) => {
      await dropRow(call, call.params.id, call.body)
      return { ok: true }
    },
  }),
]
