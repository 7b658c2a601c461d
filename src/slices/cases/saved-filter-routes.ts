import { z } from 'zod'
import { type RouteSpec, route } from '#kernel/node/route.ts'
import { ById } from '#kernel/shapes.ts'
import { FILTERED_LISTS, SavedFilter, SavedFilterDraft } from './saved-filter-schema.ts'
import { dropFilter, savedFilters, saveFilter } from './store-saved-filters.ts'

const FILTERS = '/api/c/:community/saved-filters'

export const savedFilterRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: FILTERS,
    access: ['read', 'cases'],
    summary: '本人的常用筛选',
    query: z.strictObject({ list: z.enum(FILTERED_LISTS).default('cases') }),
    answer: z.array(SavedFilter),
    run: ({ tx, reader, query }) => savedFilters(tx, reader, query.list),
  }),
  route({
    method: 'POST',
    path: FILTERS,
    access: ['read', 'cases'],
    summary: '存一个常用筛选，同名的覆盖',
    body: SavedFilterDraft,
    answer: SavedFilter,
    run: ({ tx, reader, body }) => saveFilter(tx, reader, body),
  }),
  route({
    method: 'DELETE',
    path: `${FILTERS}/:id`,
    access: ['read', 'cases'],
    summary: '删去一个常用筛选',
    params: ById,
    run: ({ tx, reader, params }) => dropFilter(tx, reader, params.id),
  }),
]
