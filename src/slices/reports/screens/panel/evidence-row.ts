import type { EvidencePage } from '../../schema.ts'

export type EvidenceRow = EvidencePage['rows'][number]
