import { z } from 'zod'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { ById } from '#kernel/shapes.ts'
import { AnswerDraft, QuestionPage, QuestionQuery } from './schema.ts'
import { listQuestions } from './store-question-list.ts'
import { answerQuestion } from './store-questions.ts'

const HOME = '/api/c/:community/photo-questions'

export const evidenceRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: HOME,
    access: ['read', 'evidence'],
    summary: '两条记录的照片相同或很像，请人看一看',
    query: QuestionQuery,
    answer: QuestionPage,
    run: async ({ app, tx, reader, query }) => {
      const kinds = await app.commands.run({ app, tx, reader }, 'kind.all', {})
      const labels = new Map(kinds.map((kind) => [kind.code, kind.label]))
      return listQuestions(tx, reader.communityId, query, (kind) =>
        kind === 'case' ? '问题' : (labels.get(kind) ?? kind),
      )
    },
  }),
  route({
    method: 'POST',
    path: `${HOME}/:id/answer`,
    access: ['write', 'evidence'],
    summary: '回答：同一件事、用错照片、不是同一张，或先放着',
    params: ById,
    body: AnswerDraft,
    answer: z.object({ version: z.int() }),
    run: ({ app, tx, reader, params, body }) => {
      const { version, answer, word = '' } = body
      return answerQuestion(tx, reader, params.id, { version, answer, word }, app.now())
    },
  }),
]
