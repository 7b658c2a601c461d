import { addDays, type Day, dayWords } from '#kernel/days.ts'
import { isOneOf, type Role, ROLES_ABOVE } from '#kernel/reader.ts'
import { dueAt, type WorkCalendar } from '#kernel/work-calendar.ts'
import type { PaperKind, PaperWords } from './paper-schema.ts'
import { ABOVE, OFFICE } from './rules.ts'

/** A paper is sent by a leader's decision: 书记 (administrator) or an office above, never by whoever drafts it. */
export function maySendPaper(role: Role): boolean {
  return role === 'administrator' || ABOVE.includes(role)
}

/** The offices papers come from. */
export type OfficeLevel = 'community' | (typeof ROLES_ABOVE)[number]
export const OFFICE_LABEL: Record<OfficeLevel, string> = {
  community: '社区',
  street: '街道',
  district: '区级',
  city: '市创建办',
}

/** The office a role writes papers for: a community never changes or sends what its street drafted, nor the street its. */
export const officeOf = (role: Role): OfficeLevel => (isOneOf(ROLES_ABOVE, role) ? role : 'community')

/** Who drafts papers and sees every one of them; others see what was sent to their own unit. */
export function seesAllPapers(role: Role): boolean {
  return role === 'auditor' || OFFICE.includes(role) || ABOVE.includes(role)
}

/** Whether a case is late by more than so many working days. */
export function isLateBy(due: Date, overDays: number, now: Date, calendar: WorkCalendar): boolean {
  if (due >= now) return false
  // The deadline's own day is its last instant, not the midnight after it.
  const last = new Date(due.getTime() - 1)
  return overDays === 0 || dueAt(last, { n: overDays, unit: 'working-days' }, calendar) < now
}

/** 2026年6月 · 2026年6月1日至15日 */
export function periodWords(from: Day, to: Day): string {
  const wholeMonth = from.endsWith('-01') && addDays(to, 1).endsWith('-01') && from.slice(0, 7) === to.slice(0, 7)
  if (wholeMonth) return dayWords(from).replace(/1日$/, '')
  if (from === to) return dayWords(from)
  const end = dayWords(to)
  if (from.slice(0, 7) === to.slice(0, 7)) return `${dayWords(from)}至${Number(to.slice(8))}日`
  return `${dayWords(from)}至${from.slice(0, 4) === to.slice(0, 4) ? end.slice(5) : end}`
}

const SERIES: Record<PaperKind, string> = {
  dispatch: '交办',
  notice: '整改',
  supervise: '督办',
  bulletin: '通报',
  coordinate: '函',
}

/** 督办〔2026〕3号; without a number room is left for it. */
export function numberWords(kind: PaperKind, year: number, number: number | null): string {
  return `${SERIES[kind]}〔${year}〕${number ?? '　'}号`
}

/** How a 督办单 begins when not everything on it is late. */
export const RESENT_INTRO = '下列问题已超过整改时限或经多次退回重改，至今没有办结，现予督办。'

/** What a paper begins with; every word of it can be changed while it is a draft. */
export function firstWords(kind: PaperKind, to: string, period: string): PaperWords {
  const end = '整改后由没有参与整改的人核查，时限届满次日组织“回头看”，防止反弹。'
  switch (kind) {
    case 'dispatch':
      return {
        title: '问题交办单',
        addressee: to,
        intro: '经巡查检查，发现由你单位负责的下列问题，现予交办。',
        demands:
          '请按所列时限逐项整改到位，并反馈整改情况，附同一位置整改前后照片。\n不属于你单位负责的，请在收到后1个工作日内退回并说明理由；确需延期的，请在时限届满前提出。',
      }
    case 'notice':
      return {
        title: '整改通知书',
        addressee: to,
        intro: '经检查，你单位负责的点位存在下列问题，现通知限期整改。',
        demands: `请明确专人负责，在所列时限前整改到位，并对同类问题一并排查。\n整改后反馈整改情况，附同一位置整改前后照片。${end}`,
      }
    case 'supervise':
      return {
        title: '督办单',
        addressee: to,
        intro: '下列问题已超过整改时限，至今没有办结，现予督办。',
        demands: '请自收到之日起3个工作日内整改到位并反馈；届时仍不能完成的，请书面说明原因和完成时间。',
      }
    case 'bulletin':
      return {
        title: `关于${period}问题整改情况的通报`,
        addressee: to,
        intro: `现将${period}点位问题整改情况通报如下。`,
        demands: `各责任单位要对照所列问题逐项整改，没有办结的尽快办结，超过时限的要说明原因、明确完成时间。\n${end}`,
      }
    case 'coordinate':
      return {
        title: '关于请予协调解决有关问题的函',
        addressee: to,
        intro: '我辖区现有下列问题，需由贵单位处理，特请予以协调解决。',
        demands: '请研究处理，并将处理意见和预计完成时间函告我方。\n专此函达，请予支持。',
      }
  }
}
