import { MOST_WORKBOOK_MB } from '#kernel/workbook.ts'

/** What a workbook may cost before it is refused. Sizes in bytes unless said otherwise. */
export interface ReadLimits {
  maxBytes: number
  maxEntries: number
  maxUnpacked: number
  /** Unpacked size over packed size, asked only of entries unpacking to `ratioFrom` or more. */
  maxRatio: number
  ratioFrom: number
  maxSheets: number
  /** Cells that hold something, over all sheets. */
  maxCells: number
  maxMerges: number
  /** Characters in one cell; the office programs stop at 32,767 themselves. */
  maxText: number
  /** Wall-clock milliseconds and heap megabytes of the thread that reads. */
  maxMs: number
  maxHeapMb: number
}

const MB = 1024 * 1024

export const DEFAULT_LIMITS: ReadLimits = {
  maxBytes: MOST_WORKBOOK_MB * MB,
  maxEntries: 2_000,
  maxUnpacked: 200 * MB,
  maxRatio: 100,
  ratioFrom: 4 * MB,
  maxSheets: 500,
  maxCells: 2_000_000,
  maxMerges: 200_000,
  maxText: 32_767,
  maxMs: 60_000,
  maxHeapMb: 512,
}

export const MAX_ROW = 1_048_576
export const MAX_COL = 16_384
