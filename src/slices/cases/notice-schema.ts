import { z } from 'zod'
import { DayText, Id } from '#kernel/shapes.ts'
import { NOTICE_KINDS } from './notice-rules.ts'
import { CaseRow } from './list-schema.ts'

/** What a digest keeps: which cases and why. Their words are read when it is opened, by whoever may still see them. */
export const NoticeItem = z.strictObject({ kind: z.enum(NOTICE_KINDS), caseId: Id })
export type NoticeItem = z.infer<typeof NoticeItem>

export const Notice = z.strictObject({
  id: Id,
  day: DayText,
  read: z.boolean(),
  items: z.array(z.strictObject({ kind: z.enum(NOTICE_KINDS), row: CaseRow })),
})
export type Notice = z.infer<typeof Notice>

export const NoticeList = z.strictObject({ unread: z.int(), notices: z.array(Notice) })
export type NoticeList = z.infer<typeof NoticeList>
