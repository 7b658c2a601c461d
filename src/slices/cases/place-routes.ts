import { type RouteSpec, route } from '#kernel/node/route.ts'
import { CasePlaces } from './place-schema.ts'
import { casePlaces } from './store-places.ts'

export const casePlaceRoutes: RouteSpec[] = [
  route({
    method: 'GET',
    path: '/api/c/:community/cases/places',
    access: ['read', 'cases'],
    summary: '各处的问题：未办结、超期、一年内反复出现的检查项',
    answer: CasePlaces,
    run: ({ app, tx, reader }) => casePlaces(tx, reader, app.now()),
  }),
]
