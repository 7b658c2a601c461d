import type { RouteSpec } from '#kernel/node/route.ts'
import { campaignRoutes } from './campaign-routes.ts'
import { entryRoutes } from './entry-routes.ts'
import { exportRoutes } from './export-routes.ts'
import { figureRoutes } from './figure-routes.ts'
import { kindRoutes } from './kind-routes.ts'
import { photoRoutes } from './photo-routes.ts'

/** Everything the ledger answers over HTTP. */
export const ledgerRoutes: RouteSpec[] = [
  ...kindRoutes,
  ...entryRoutes,
  ...exportRoutes,
  ...campaignRoutes,
  ...figureRoutes,
  ...photoRoutes,
]
