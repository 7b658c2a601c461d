import { z } from 'zod'
import { Id } from '#kernel/shapes.ts'
import { CaseListQuery } from './list-schema.ts'

/** 三个清单: the same problems looked at for what is wrong, who answers, and how it is put right. */
export const THREE_LISTS = ['problems', 'duties', 'fixes'] as const
export type ThreeList = (typeof THREE_LISTS)[number]
export const THREE_LIST_LABEL: Record<ThreeList, string> = {
  problems: '问题清单',
  duties: '责任清单',
  fixes: '整改清单',
}

export const THREE_LIST_COLUMNS: Record<ThreeList, readonly string[]> = {
  problems: ['地点', '点位类型', '检查项', '问题', '程度', '来源', '发现日期', '照片', '状态'],
  duties: ['地点', '问题', '责任单位', '包抓单位', '责任人', '交办日期', '整改时限'],
  fixes: ['地点', '问题', '责任单位', '整改时限', '进度', '整改情况', '销号人', '销号日期', '回头看'],
}

export const ListOf = z.object({ list: z.enum(THREE_LISTS) })

export const ThreeListQuery = CaseListQuery.omit({ sort: true })
export type ThreeListQuery = z.infer<typeof ThreeListQuery>

/** One problem: a text for each column of the list, in their order. */
export const ThreeListRow = z.strictObject({ id: Id, cells: z.array(z.string()) })
export type ThreeListRow = z.infer<typeof ThreeListRow>

export const ThreeListPage = z.strictObject({
  columns: z.array(z.string()),
  total: z.number().int(),
  capped: z.boolean(),
  rows: z.array(ThreeListRow),
})
export type ThreeListPage = z.infer<typeof ThreeListPage>
