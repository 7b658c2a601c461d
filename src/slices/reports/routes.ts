import { z } from 'zod'
import { route, type RouteSpec } from '#kernel/node/route.ts'
import { ById } from '#kernel/shapes.ts'
import * as acts from './acts.ts'
import { getChanges } from './changes.ts'
import { getEvidence } from './evidence.ts'
import * as looks from './looks.ts'
import * as outlines from './outlines.ts'
import * as shape from './schema.ts'
import { sendReportDocument } from './send-document.ts'

const READ = ['read', 'reports'] as const
const WRITE = ['write', 'reports'] as const
const ISSUE = ['issue', 'reports'] as const
const HOME = '/api/c/:community'
const ONE = `${HOME}/reports/:id`

export const reportRoutes: RouteSpec[] = [
  // ---- outlines 提纲
  route({
    method: 'GET',
    path: `${HOME}/outlines`,
    access: READ,
    summary: '提纲列表',
    answer: z.strictObject({ rows: z.array(shape.outlineSummary) }),
    run: async (call) => ({ rows: await outlines.listOutlines(call) }),
  }),
  route({
    method: 'POST',
    path: `${HOME}/outlines/check`,
    access: WRITE,
    summary: '检查提纲写法',
    body: shape.outlineSource,
    answer: shape.outlineCheck,
    run: (call) => outlines.checkOutline(call, call.body.source),
  }),
  route({
    method: 'GET',
    path: `${HOME}/outlines/:code`,
    access: READ,
    summary: '提纲内容',
    params: shape.outlinePath,
    answer: shape.outlineFull,
    run: (call) => outlines.getOutline(call, call.params.code),
  }),
  route({
    method: 'PUT',
    path: `${HOME}/outlines/:code`,
    access: WRITE,
    summary: '保存提纲',
    params: shape.outlinePath,
    body: shape.outlineDraft,
    answer: shape.outlineFull,
    run: (call) => outlines.saveOutline(call, call.params.code, call.body),
  }),
  route({
    method: 'GET',
    path: `${HOME}/report-figures`,
    access: READ,
    summary: '可插入汇报的数字',
    answer: z.strictObject({ rows: z.array(shape.figureChoice) }),
    run: async (call) => ({ rows: await looks.figureChoices(call) }),
  }),
  // ---- reports 汇报
  route({
    method: 'GET',
    path: `${HOME}/reports`,
    access: READ,
    summary: '汇报列表',
    query: shape.reportQuery,
    answer: shape.reportList,
    run: (call) => looks.listReports(call, call.query),
  }),
  route({
    method: 'POST',
    path: `${HOME}/reports`,
    access: WRITE,
    summary: '按提纲起草汇报',
    body: shape.reportDraft,
    answer: shape.reportSaved,
    run: (call) => acts.createReport(call, call.body),
  }),
  route({
    method: 'GET',
    path: ONE,
    access: READ,
    summary: '汇报全文',
    params: ById,
    answer: shape.reportFull,
    run: (call) => looks.getReport(call, call.params.id),
  }),
  route({
    method: 'PUT',
    path: ONE,
    access: WRITE,
    summary: '保存汇报',
    params: ById,
    body: shape.reportSave,
    answer: shape.reportSaved,
    run: (call) => acts.saveReport(call, call.params.id, call.body),
  }),
  route({
    method: 'POST',
    path: `${ONE}/submit`,
    access: WRITE,
    summary: '提交书记审核',
    params: ById,
    body: shape.reportStep,
    answer: shape.reportSaved,
    run: (call) => acts.submitReport(call, call.params.id, call.body.version),
  }),
  route({
    method: 'POST',
    path: `${ONE}/return`,
    access: ISSUE,
    summary: '退回修改',
    params: ById,
    body: shape.reportReturn,
    answer: shape.reportSaved,
    run: (call) => acts.returnReport(call, call.params.id, call.body.version, call.body.note),
  }),
  route({
    method: 'POST',
    path: `${ONE}/issue`,
    access: ISSUE,
    summary: '定稿',
    params: ById,
    body: shape.reportStep,
    answer: shape.reportSaved,
    run: (call) => acts.issueReport(call, call.params.id, call.body.version),
  }),
  route({
    method: 'POST',
    path: `${ONE}/withdraw`,
    access: WRITE,
    summary: '作废草稿',
    params: ById,
    body: shape.reportWithdraw,
    answer: z.strictObject({ id: z.string(), version: z.number() }),
    run: (call) => acts.withdrawReport(call, call.params.id, call.body.version, call.body.reason),
  }),
  // ---- looking into one report
  route({
    method: 'POST',
    path: `${ONE}/figure`,
    access: READ,
    summary: '按所选时段和写法重算一个数字',
    params: ById,
    body: shape.figureAsk,
    answer: shape.figureAttrs,
    run: (call) => looks.askFigure(call, call.params.id, call.body),
  }),
  route({
    method: 'GET',
    path: `${ONE}/evidence`,
    access: READ,
    summary: '数字背后的记录',
    params: ById,
    query: shape.evidenceQuery,
    answer: shape.evidencePage,
    run: (call) => getEvidence(call, call.params.id, call.query),
  }),
  route({
    method: 'GET',
    path: `${ONE}/typed-numbers`,
    access: READ,
    summary: '手填数字清单',
    params: ById,
    answer: shape.typedNumbers,
    run: async (call) => ({ rows: await looks.listTypedNumbers(call, call.params.id) }),
  }),
  route({
    method: 'GET',
    path: `${ONE}/checks`,
    access: READ,
    summary: '定稿前核对提示',
    params: ById,
    answer: shape.advices,
    run: async (call) => ({ rows: await looks.listAdvice(call, call.params.id) }),
  }),
  route({
    method: 'GET',
    path: `${ONE}/changes`,
    access: READ,
    summary: '定稿后有变动的数字',
    params: ById,
    answer: shape.reportChanges,
    run: (call) => getChanges(call, call.params.id),
  }),
  route({
    method: 'GET',
    path: `${ONE}/report.docx`,
    access: ['export', 'reports'],
    summary: '下载 Word 文件',
    params: ById,
    query: shape.documentQuery,
    transaction: 'own',
    run: (call) => sendReportDocument(call, call.params.id, call.query.edition),
  }),
]
