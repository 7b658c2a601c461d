import { z } from 'zod'
import { dayAt } from '#kernel/days.ts'
import { renderGongwen } from '#kernel/node/office/gongwen.ts'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { ById, Id } from '#kernel/shapes.ts'
import { draftPapers, draftSupervision } from './draft-papers.ts'
import { gongwenOfPaper } from './paper-gongwen.ts'
import { numberWords } from './paper-rules.ts'
import {
  PaperChange,
  PaperDraft,
  PaperDrop,
  PaperPage,
  PaperQuery,
  PaperStep,
  PaperView,
  SuperviseRule,
} from './paper-schema.ts'
import { sendFile } from './send-file.ts'
import { changePaper, dropPaper, sendPaper } from './store-paper-acts.ts'
import { listPapers, openPaper, viewPaper } from './store-papers.ts'

const HOME = '/api/c/:community/cases/papers'
const Drafted = z.array(z.strictObject({ id: Id }))

export const paperRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: HOME,
    access: ['read', 'cases'],
    summary: '文书：交办单、整改通知书、督办单、通报、协调函',
    query: PaperQuery,
    answer: PaperPage,
    run: ({ tx, reader, query }) => listPapers(tx, reader, query),
  }),
  route({
    method: 'POST',
    path: HOME,
    access: ['issue', 'cases'],
    summary: '拟稿：给所选问题的责任单位各拟一份，或拟一个时段的通报',
    body: PaperDraft,
    answer: Drafted,
    run: ({ app, tx, reader, body }) => draftPapers({ app, tx, reader }, body),
  }),
  route({
    method: 'POST',
    path: `${HOME}/by-rule`,
    access: ['issue', 'cases'],
    summary: '按规则拟督办单：超期若干工作日、没有督办过的',
    body: SuperviseRule,
    answer: Drafted,
    run: ({ app, tx, reader, body }) => draftSupervision({ app, tx, reader }, body),
  }),
  route({
    method: 'GET',
    path: `${HOME}/:id`,
    access: ['read', 'cases'],
    summary: '一份文书',
    params: ById,
    answer: PaperView,
    run: ({ app, tx, reader, params }) => viewPaper({ app, tx, reader }, params.id),
  }),
  route({
    method: 'PUT',
    path: `${HOME}/:id`,
    access: ['issue', 'cases'],
    summary: '修改拟稿的文字',
    params: ById,
    body: PaperChange,
    answer: PaperView,
    run: ({ app, tx, reader, params, body }) => changePaper({ app, tx, reader }, params.id, body),
  }),
  route({
    method: 'POST',
    path: `${HOME}/:id/send`,
    access: ['issue', 'cases'],
    summary: '发出：编号、定稿，由社区管理员或街道以上决定',
    params: ById,
    body: PaperStep,
    answer: PaperView,
    run: ({ app, tx, reader, params, body }) => sendPaper({ app, tx, reader }, params.id, body.version),
  }),
  route({
    method: 'POST',
    path: `${HOME}/:id/drop`,
    access: ['issue', 'cases'],
    summary: '作废一份拟稿（不占编号）',
    params: ById,
    body: PaperDrop,
    run: ({ app, tx, reader, params, body }) => dropPaper({ app, tx, reader }, params.id, body.version, body.reason),
  }),
  route({
    method: 'GET',
    path: `${HOME}/:id/paper.docx`,
    access: ['read', 'cases'],
    summary: '文书（Word，公文格式）',
    params: ById,
    transaction: 'own',
    answer: z.any(),
    run: async ({ app, reader, params, reply }) => {
      // Writing the file takes a moment; the database is let go before.
      const paper = await app.db.asReader(reader, async (tx) => {
        const { kind, year, number, sentAt } = await openPaper(tx, reader, params.id)
        const view = await viewPaper({ app, tx, reader }, params.id)
        const day = dayAt(sentAt ? new Date(sentAt) : app.now())
        return { ...view, number: numberWords(kind, year, number), day }
      })
      const bytes = await renderGongwen(gongwenOfPaper(paper))
      const unfinished = paper.state === 'sent' ? '' : '（拟稿）'
      return sendFile(reply, bytes, 'docx', `${paper.title}${unfinished}-${paper.day}`, 'paper')
    },
  }),
]
