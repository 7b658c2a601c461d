import type { FigureSource } from '#kernel/node/figure-registry.ts'
import { kindFigures } from './figures.ts'
import { figureEvidence } from './store-evidence.ts'
import { answerFigures } from './store-answers.ts'
import { readKinds } from './store-kinds.ts'

/** Every figure counted from entries: those of shipped kinds and of the community's own. */
export const ledgerFigures: FigureSource = {
  name: 'ledger',
  defs: async (tx) => kindFigures(await readKinds(tx)),
  answerAll: answerFigures,
  evidence: figureEvidence,
}
