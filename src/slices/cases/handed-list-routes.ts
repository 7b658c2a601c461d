import { z } from 'zod'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { readWorkbook } from '#kernel/node/sheets/read-workbook.ts'
import { Saved } from '#kernel/saved.ts'
import { listProblems as problems } from './handed-list-problems.ts'
import { ListConfirm, ListPreview, PasteBody } from './handed-list-schema.ts'
import { enterList, previewPaste, previewSheets } from './handed-list.ts'

const HOME = '/api/c/:community/cases'

export const handedListRoutes: RouteSpec[] = [
  route({
    method: 'POST',
    path: `${HOME}/paste`,
    access: ['issue', 'cases'],
    summary: '粘贴上级交办或热线的问题清单：先看读出了什么；dryRun 为 false 时直接登记',
    body: PasteBody,
    answer: ListPreview,
    run: async ({ app, tx, reader, body }) => {
      const context = { app, tx, reader }
      const preview = await previewPaste(context, body.text)
      if (body.dryRun) return preview
      const rows = preview.rows
        .filter(({ taken }) => taken)
        .map(({ id, issue, placeId, locus, partyId, limit, due, sourceRef }) => ({
          id,
          issue,
          placeId,
          locus,
          partyId,
          limit,
          due,
          sourceRef,
        }))
      if (rows.length > 0) await enterList(context, { ...body, rows, dispatch: false })
      return { ...preview, entered: rows.length }
    },
  }),
  route({
    method: 'POST',
    path: `${HOME}/sheet`,
    access: ['issue', 'cases'],
    summary: '上传问题清单表格（xlsx、xls、csv）：看读出了什么，不登记',
    upload: true,
    transaction: 'own',
    answer: ListPreview,
    run: async ({ app, reader, request }) => {
      if (!request.isMultipart()) throw problems['list.no-file']()
      const file = await request.file({ limits: { files: 1 } })
      if (!file) throw problems['list.no-file']()
      const workbook = await readWorkbook(await file.toBuffer(), file.filename)
      return app.db.asReader(reader, (tx) => previewSheets({ app, tx, reader }, workbook))
    },
  }),
  route({
    method: 'POST',
    path: `${HOME}/list`,
    access: ['issue', 'cases'],
    summary: '登记看过的问题清单，可同时交办写明责任单位的',
    body: ListConfirm,
    answer: z.array(Saved),
    run: ({ app, tx, reader, body }) => enterList({ app, tx, reader }, body),
  }),
]
