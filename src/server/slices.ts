import type { CommandTable } from '#kernel/node/commands.ts'
import type { FigureSource } from '#kernel/node/figure-registry.ts'
import type { RouteSpec } from '#kernel/node/route.ts'
import { workRoutes } from '#kernel/node/work-routes.ts'
import { assetCommands } from '#slices/assets/commands.ts'
import { assetRoutes } from '#slices/assets/routes.ts'
import { assetFigures } from '#slices/assets/store-figures.ts'
import { caseCommands } from '#slices/cases/commands.ts'
import { deadlineRoutes } from '#slices/cases/deadline-routes.ts'
import { casePlaceRoutes } from '#slices/cases/place-routes.ts'
import { savedFilterRoutes } from '#slices/cases/saved-filter-routes.ts'
import { noticeRoutes } from '#slices/cases/notice-routes.ts'
import { handedListRoutes } from '#slices/cases/handed-list-routes.ts'
import { paperRoutes } from '#slices/cases/paper-routes.ts'
import { caseRoutes } from '#slices/cases/routes.ts'
import { snapOfficeRoutes } from '#slices/cases/snap-office-routes.ts'
import { snapRoutes } from '#slices/cases/snap-routes.ts'
import { threeListRoutes } from '#slices/cases/three-list-routes.ts'
import { caseFigures } from '#slices/cases/store-figures.ts'
import { dutyCommands } from '#slices/duties/commands.ts'
import { dutyRoutes } from '#slices/duties/routes.ts'
import { evidenceRoutes } from '#slices/evidence/routes.ts'
import { fieldRoutes } from '#slices/field/routes.ts'
import { handedRoutes } from '#slices/field/handed-routes.ts'
import { waitingRoutes } from '#slices/field/waiting-routes.ts'
import { homeRoutes } from '#slices/home/routes.ts'
import { importCommands } from '#slices/imports/commands.ts'
import { importRoutes } from '#slices/imports/routes.ts'
import { ledgerCommands } from '#slices/ledger/commands.ts'
import { ledgerRoutes } from '#slices/ledger/routes.ts'
import { ledgerFigures } from '#slices/ledger/store-figures.ts'
import { accountRoutes } from '#slices/people/account-routes.ts'
import { officeAccountRoutes } from '#slices/people/office-account-routes.ts'
import { communityRoutes } from '#slices/people/community-routes.ts'
import { partyCommands } from '#slices/people/party-commands.ts'
import { partyRoutes } from '#slices/people/party-routes.ts'
import { partyFigures } from '#slices/people/party-store-figures.ts'
import { sessionRoutes } from '#slices/people/session-routes.ts'
import { totpRoutes } from '#slices/people/totp-routes.ts'
import { placeCommands } from '#slices/places/commands.ts'
import { placeRoutes } from '#slices/places/routes.ts'
import { placeFigures } from '#slices/places/store-figures.ts'
import { reportCommands } from '#slices/reports/commands.ts'
import { reportRoutes } from '#slices/reports/routes.ts'

/** The product, slice by slice, lowest first: what it can be asked over HTTP, by command, and for figures. */
export const routes: RouteSpec[] = [
  ...sessionRoutes,
  ...totpRoutes,
  ...accountRoutes,
  ...officeAccountRoutes,
  ...communityRoutes,
  ...partyRoutes,
  ...placeRoutes,
  ...dutyRoutes,
  ...ledgerRoutes,
  ...assetRoutes,
  ...evidenceRoutes,
  ...caseRoutes,
  ...paperRoutes,
  ...threeListRoutes,
  ...snapRoutes,
  ...snapOfficeRoutes,
  ...handedListRoutes,
  ...deadlineRoutes,
  ...noticeRoutes,
  ...casePlaceRoutes,
  ...savedFilterRoutes,
  ...fieldRoutes,
  ...waitingRoutes,
  ...handedRoutes,
  ...importRoutes,
  ...reportRoutes,
  ...workRoutes,
  ...homeRoutes,
]

export const commands: CommandTable[] = [
  partyCommands,
  placeCommands,
  dutyCommands,
  ledgerCommands,
  assetCommands,
  caseCommands,
  importCommands,
  reportCommands,
]

export const figureSources: FigureSource[] = [placeFigures, partyFigures, ledgerFigures, assetFigures, caseFigures]
