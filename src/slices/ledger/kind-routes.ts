import { z } from 'zod'
import { route, type RouteSpec } from '#kernel/node/route.ts'
import { KindDef, KindView } from './kind-schema.ts'
import { kindViews } from './store-kinds.ts'

const HOME = '/api/c/:community/kinds'

export const kindRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: HOME,
    access: ['read', 'kinds'],
    summary: '台账类别',
    answer: z.strictObject({ rows: z.array(KindView) }),
    run: async ({ tx }) => ({ rows: await kindViews(tx) }),
  }),
  route({
    method: 'PUT',
    path: `${HOME}/:code`,
    access: ['write', 'kinds'],
    summary: '新增或修改台账类别',
    params: z.object({ code: z.string().max(40) }),
    body: KindDef.omit({ code: true }).extend({ reason: z.string().trim().max(200).optional() }),
    answer: KindView,
    run: async ({ app, tx, reader, params, body }) => {
      await app.commands.run({ app, tx, reader }, 'kind.save', { items: [{ ...body, code: params.code }] })
      return (await kindViews(tx)).find((kind) => kind.code === params.code)!
    },
  }),
]
