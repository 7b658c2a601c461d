import { Worker } from 'node:worker_threads'
import type { ProblemParams } from '#kernel/problem.ts'
import type { Workbook } from '#kernel/workbook.ts'
import { atMost } from '../at-most.ts'
import { DEFAULT_LIMITS, type ReadLimits } from './limits.ts'
import { type SheetProblemCode, sheetProblems } from './problems.ts'
import type { ReadJob, ReadMessage } from './read-worker.ts'
import { Refusal } from './refusal.ts'
import { type Container, sniff } from './sniff.ts'
import { WorkbookBuilder } from './workbook-builder.ts'
import { readZipDirectory } from './zip-directory.ts'

export interface ReadOptions extends Partial<ReadLimits> {
  /** Stops the reading; the promise then rejects with `workbook.stopped`. */
  signal?: AbortSignal
}

/**
 * Reads an uploaded workbook (.xlsx, .xls, .csv — told apart by its bytes, not its name). Checks size, kind and zip
 * totals before any parser sees it, then parses in a thread with limits on time and memory. Rejects with one of the
 * Problems of problems.ts; a formula that was never computed is a cell of kind `formula-unvalued`, not a failure.
 */
export function readWorkbook(bytes: Uint8Array, fileName: string, opts: ReadOptions = {}): Promise<Workbook> {
  return inTurn(() => read(bytes, fileName, opts))
}

// Each thread may take half a gigabyte before it is stopped.
const inTurn = atMost(2)

async function read(bytes: Uint8Array, fileName: string, opts: ReadOptions): Promise<Workbook> {
  const { signal, ...given } = opts
  const limits = { ...DEFAULT_LIMITS, ...given }
  const refuse = (code: SheetProblemCode, params: ProblemParams = {}) =>
    sheetProblems[code]({ ...params, file: shownName(fileName) })
  if (bytes.length > limits.maxBytes) {
    throw refuse('workbook.too-large', { limitMb: Math.round(limits.maxBytes / 1048576) })
  }
  if (signal?.aborted) throw refuse('workbook.stopped')
  let container: Container
  try {
    container = sniff(bytes, fileName)
    // A hostile archive is refused here, without a thread; the reader looks again for itself.
    if (container === 'zip') readZipDirectory(bytes, limits)
  } catch (error) {
    throw error instanceof Refusal ? refuse(error.code, error.params) : error
  }
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    workerData: { bytes, fileName, container, limits } satisfies ReadJob,
    resourceLimits: { maxOldGenerationSizeMb: limits.maxHeapMb, maxYoungGenerationSizeMb: 8, stackSizeMb: 4 },
    // Nothing a file makes a parser print or ask for reaches the server's own streams and environment.
    stdout: true,
    stderr: true,
    env: {},
  })
  const builder = new WorkbookBuilder()
  let onAbort: (() => void) | undefined
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<Workbook>((resolve, reject) => {
      timer = setTimeout(
        () => reject(refuse('workbook.slow', { seconds: Math.ceil(limits.maxMs / 1000) })),
        limits.maxMs,
      )
      onAbort = () => reject(refuse('workbook.stopped'))
      signal?.addEventListener('abort', onAbort)
      worker.on('message', (message: ReadMessage) => {
        if (message.type === 'cells') builder.add(message.batch)
        else if (message.type === 'refused') reject(refuse(message.code, message.params))
        else resolve({ kind: KIND[container], sheets: builder.finish(message.date1904) })
      })
      worker.on('error', (error: Error & { code?: string }) => {
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? refuse('workbook.memory') : error)
      })
      worker.on('exit', () => reject(refuse('workbook.broken', { detail: '内容不是正常的表格' })))
    })
  } finally {
    clearTimeout(timer)
    if (onAbort) signal?.removeEventListener('abort', onAbort)
    await worker.terminate()
  }
}

const KIND = { zip: 'xlsx', ole: 'xls', text: 'csv' } as const

/** An uploaded name may hold a path, control or direction marks and any length. */
function shownName(fileName: string): string {
  // oxlint-disable-next-line no-control-regex
  const name = fileName.replace(/^.*[\\/]/, '').replace(/[\0-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '')
  return (name.length > 80 ? `${name.slice(0, 77)}…` : name).toWellFormed() || '未命名'
}
