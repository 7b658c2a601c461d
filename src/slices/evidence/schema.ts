import { z } from 'zod'
import { PhotoFacts } from '#kernel/photo-facts.ts'

/** What a photo stands on. */
export const TARGETS = ['entry', 'case'] as const
export type Target = (typeof TARGETS)[number]

/** In what the two photos are one: the very bytes · the file the camera made · what is to be seen. */
export const LIKENESSES = ['same-photo', 'same-camera-file', 'alike'] as const
export type Likeness = (typeof LIKENESSES)[number]

/** How near the two records stand to one another, the nearest circle first: that is where a photo is looked for first. */
export const CIRCLES = ['author', 'place', 'kind', 'community'] as const
export type Circle = (typeof CIRCLES)[number]

export const ANSWERS = ['same-event', 'wrong-photo', 'different', 'left'] as const
export type Answer = (typeof ANSWERS)[number]
export type QuestionState = 'open' | Answer

export const ANSWER_LABEL: Record<Answer, string> = {
  'same-event': '同一件事（正常）',
  'wrong-photo': '用错照片，去更正',
  different: '不是同一张',
  left: '先放着',
}

export const LIKENESS_LABEL: Record<Likeness, string> = {
  'same-photo': '两条记录用的是同一张照片',
  'same-camera-file': '两张照片出自同一个原始文件',
  alike: '两张照片看上去很像',
}

/** Lists of questions: not looked at · put aside · to be mended in a record · all that was answered. */
export const QUESTION_LISTS = ['open', 'left', 'to-mend', 'answered'] as const
export type QuestionList = (typeof QUESTION_LISTS)[number]

export const PAGE_SIZE = 10

export const QuestionQuery = z.strictObject({
  list: z.enum(QUESTION_LISTS).default('open'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
})
export type QuestionQuery = z.infer<typeof QuestionQuery>

export const QuestionSide = z.object({
  target: z.enum(TARGETS),
  id: z.string(),
  sha256: z.string(),
  /** Whether the photo stands on the record still; what it said then is not told any more. */
  stands: z.boolean(),
  role: z.enum(['scene', 'before', 'after']).nullable(),
  /** The kind's label; 问题 for a problem. */
  kind: z.string().nullable(),
  says: z.string().nullable(),
  place: z.string().nullable(),
  dayFrom: z.string().nullable(),
  dayTo: z.string().nullable(),
  author: z.string().nullable(),
  /** What is known of the photo as it came to this record; null once it is off the record. */
  facts: PhotoFacts.nullable(),
})
export type QuestionSide = z.infer<typeof QuestionSide>

export const PhotoQuestion = z.object({
  id: z.string(),
  version: z.int(),
  state: z.enum(['open', ...ANSWERS]),
  likeness: z.enum(LIKENESSES),
  circle: z.enum(CIRCLES),
  word: z.string(),
  askedAt: z.string(),
  answeredAt: z.string().nullable(),
  answeredBy: z.string().nullable(),
  sides: z.tuple([QuestionSide, QuestionSide]),
})
export type PhotoQuestion = z.infer<typeof PhotoQuestion>

export const QuestionPage = z.object({ rows: z.array(PhotoQuestion), total: z.int() })
export type QuestionPage = z.infer<typeof QuestionPage>

export const AnswerDraft = z
  .strictObject({
    version: z.int().min(1),
    answer: z.enum(ANSWERS),
    word: z.string().trim().max(200).default(''),
  })
  .refine((draft) => draft.answer !== 'left' || draft.word !== '', {
    path: ['word'],
    message: '先放着，请写一句为什么或等什么',
  })
export type AnswerDraft = z.input<typeof AnswerDraft>
