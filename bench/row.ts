/** One measured line: what, how much, and how much of a baseline measured in the same run. */
export interface BenchRow {
  name: string
  /** The median, or the percentile the name says. */
  value: number
  unit: 'ms' | 's' | 'MB' | 'rows/s'
  baseline: string
  /** In the same unit. */
  baselineValue: number
  note?: string
}

export interface BenchOptions {
  /** Records in the ledger of the large community. */
  entries: number
  /** What is being done now, for whoever waits; never part of the result. */
  log: (line: string) => void
}

export type Bench = (options: BenchOptions) => Promise<BenchRow[]>
