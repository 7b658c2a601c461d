import { z } from 'zod'
import { route, type RouteSpec } from '#kernel/node/route.ts'
import { FigureQuery, FigureTrace, FigureTraceQuery, FigureView } from './figure-schema.ts'
import { FIGURE_KEY } from './kind-schema.ts'
import { figureList, figureTrace } from './figure-pages.ts'

const HOME = '/api/c/:community/figures'

export const figureRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: HOME,
    access: ['read', 'figures'],
    summary: '全部数字',
    query: FigureQuery,
    answer: z.strictObject({ rows: z.array(FigureView) }),
    run: async ({ app, tx, reader, query }) => ({ rows: await figureList(app, tx, reader, query) }),
  }),
  route({
    method: 'GET',
    path: `${HOME}/:key`,
    access: ['read', 'figures'],
    summary: '一个数字及其背后的记录',
    params: z.object({ key: z.string().regex(FIGURE_KEY).max(80) }),
    query: FigureTraceQuery,
    answer: FigureTrace,
    run: ({ app, tx, reader, params, query }) => figureTrace(app, tx, reader, params.key, query),
  }),
]
