import { z } from 'zod'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { DayText } from '#kernel/shapes.ts'
import { CalendarAnswer, CalendarDay, CaseLimit, CaseLimitChange } from './deadline-schema.ts'
import { calendarDays, dropCalendarDay, saveCalendarDay } from './store-calendar-days.ts'
import { caseLimits, saveCaseLimit } from './store-limits.ts'

const LIMITS = '/api/c/:community/case-limits'
const DAYS = '/api/c/:community/calendar-days'

export const deadlineRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: LIMITS,
    access: ['read', 'cases'],
    summary: '整改时限：各类型各程度现行的、样例的、本社区自定的',
    answer: z.array(CaseLimit),
    run: ({ tx, reader }) => caseLimits(tx, reader.communityId),
  }),
  route({
    method: 'PUT',
    path: LIMITS,
    access: ['write', 'settings'],
    summary: '自定一项整改时限，或恢复样例时限',
    body: CaseLimitChange,
    answer: z.array(CaseLimit),
    run: async ({ app, tx, reader, body }) => {
      await saveCaseLimit(tx, reader, body, app.now())
      return caseLimits(tx, reader.communityId)
    },
  }),
  route({
    method: 'GET',
    path: DAYS,
    access: ['read', 'cases'],
    summary: '本社区与国务院放假安排不同的日子',
    answer: CalendarAnswer,
    run: ({ tx, reader }) => calendarDays(tx, reader.communityId),
  }),
  route({
    method: 'PUT',
    path: DAYS,
    access: ['write', 'settings'],
    summary: '登记某一天上班或休息',
    body: CalendarDay,
    answer: CalendarAnswer,
    run: async ({ app, tx, reader, body }) => {
      await saveCalendarDay(tx, reader, body, app.now())
      return calendarDays(tx, reader.communityId)
    },
  }),
  route({
    method: 'DELETE',
    path: `${DAYS}/:day`,
    access: ['write', 'settings'],
    summary: '删去登记的一天，恢复国务院的安排',
    params: z.object({ day: DayText }),
    answer: CalendarAnswer,
    run: async ({ app, tx, reader, params }) => {
      await dropCalendarDay(tx, reader, params.day, app.now())
      return calendarDays(tx, reader.communityId)
    },
  }),
]
