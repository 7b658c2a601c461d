import { parentPort, workerData } from 'node:worker_threads'
import { BatchingSink, type CellBatch } from './cell-batch.ts'
import { GuardedSink } from './cell-sink.ts'
import type { ReadLimits } from './limits.ts'
import { Refusal } from './refusal.ts'
import type { Container } from './sniff.ts'

/** Runs in a thread of its own, so that no file can take the server's memory or time. */
export interface ReadJob {
  bytes: Uint8Array
  fileName: string
  container: Container
  limits: ReadLimits
}

export type ReadMessage =
  | { type: 'cells'; batch: CellBatch }
  | { type: 'done'; date1904: boolean }
  | { type: 'refused'; code: Refusal['code']; params: Refusal['params'] }

const post = (message: ReadMessage, transfer: ArrayBufferLike[] = []) =>
  parentPort!.postMessage(message, transfer as ArrayBuffer[])

const { bytes, fileName, container, limits } = workerData as ReadJob
const batches = new BatchingSink((batch) =>
  post({ type: 'cells', batch }, [
    batch.sheet.buffer,
    batch.row.buffer,
    batch.col.buffer,
    batch.kind.buffer,
    batch.number.buffer,
    batch.shown.buffer,
  ]),
)
const sink = new GuardedSink(batches, limits)
try {
  let date1904 = false
  // Only the reader that is needed is loaded: the thread starts in half the time.
  if (container === 'zip') date1904 = (await (await import('./xlsx-read.ts')).readXlsx(bytes, limits, sink)).date1904
  else if (container === 'ole') date1904 = (await import('./xls-read.ts')).readXls(bytes, sink).date1904
  else (await import('./csv-read.ts')).readCsv(bytes, fileName, sink)
  batches.flush()
  post({ type: 'done', date1904 })
} catch (error) {
  if (error instanceof Refusal) post({ type: 'refused', code: error.code, params: error.params })
  // Whatever a reader trips over in bytes it did not expect is a damaged file, never a fault of the server.
  else post({ type: 'refused', code: 'workbook.broken', params: { detail: '内容不是正常的表格' } })
}
