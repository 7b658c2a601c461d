import { parentPort, workerData } from 'node:worker_threads'
import { runSome, type Some } from './run-some.ts'

// One share of a long run, in a thread of its own.
// A thread has no other origin to name.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort!.postMessage(await runSome(workerData as Some))
