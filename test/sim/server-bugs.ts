import type { Bug } from './bugs.ts'

const BATCH = 'take-batch.ts'
const RULES = 'decide-rules.ts'
const PHOTO = 'take-photo.ts'

/** Bugs of the server's half. */
export const SERVER_BUGS: Record<string, Bug> = {
  'no-unique-key': {
    file: RULES,
    find: 'const same = known.find(',
    put: 'const same = undefined as KnownVersion | undefined\n  void known.find(',
  },
  'dedupe-by-content': {
    file: BATCH,
    find: 'const decision: Decision = decide(',
    put: `const contents: Set<string> = ((store as any).contents ??= new Set())
  const alike = known.length === 0 && contents.has(hash)
  contents.add(hash)
  if (alike) return { id, version, outcome: 'applied', position: 1, problem: null }
  const decision: Decision = decide(`,
  },
  'conflict-is-an-answer': {
    file: RULES,
    find: "if (same) return { do: 'quarantine', why: 'content' }",
    put: "if (same) return { do: 'answer', reply: replyOf(operation.id, same) }",
  },
  'fork-goes-in': { file: RULES, find: "return { do: 'quarantine', why: 'fork' }", put: '{}' },
  'last-arrival-wins': { file: RULES, find: "return { do: 'pass' }", put: "return { do: 'apply', corrects: true }" },
  'first-write-wins': {
    file: RULES,
    find: 'one.version > operation.version',
    put: 'one.version !== operation.version',
  },
  'late-record-outlives-its-withdrawal': {
    file: RULES,
    find: 'const isLate = standing.some((one) => one.version > operation.version)',
    put: 'const isLate = standing.some((one) => one.version > operation.version && one.position < 0)',
  },
  'clock-ordered-merge': {
    file: RULES,
    find: 'one.version > operation.version',
    put: '(one as any).operation.clientTime > (operation as any).clientTime',
  },
  'idempotency-row-expires': {
    file: BATCH,
    find: 'const known = await tx.known(deviceId, id)\n  const decision',
    put: `const recent = (row: any) => store.now().getTime() - Date.parse(row.operation.clientTime) < 86_400_000
  const known = (await tx.known(deviceId, id)).filter(recent)
  const decision`,
  },
  'replies-before-commit': {
    file: BATCH,
    find: 'return await store.inTransaction((tx) => settle(store, tx, deviceId, operation))',
    put: `void store.inTransaction((tx) => settle(store, tx, deviceId, operation)).catch(() => {})
    return { id: operation.id, version: operation.version, outcome: 'applied' as const, position: 1, problem: null }`,
  },
  'conflict-not-kept': { file: BATCH, find: 'await tx.keepConflict(deviceId, operation, decision.why)', put: '' },
  'outcome-not-kept': { file: BATCH, find: 'await tx.keep(deviceId, operation, row)\n  return', put: 'return' },
  'damaged-on-the-way': {
    file: BATCH,
    find: '(await store.hash(operationText(operation.act, operation.photos))) !== operation.hash',
    put: 'operation.hash === ""',
  },
  'a-stumble-fails-the-batch': {
    file: BATCH,
    find: 'if (!store.isPassing(error)) return putAside(store, deviceId, operation)',
    put: 'if (!store.isPassing(error)) throw error',
  },
  'a-stumble-is-for-later': {
    file: BATCH,
    find: 'if (!store.isPassing(error)) return putAside(store, deviceId, operation)',
    put: '',
  },
  'takes-it-under-another-name': {
    file: BATCH,
    find: 'if (accountId !== store.accountId) throw store.otherAccount()',
    put: '',
  },
  'hash-compared-before-it-is-stored': {
    file: PHOTO,
    find: 'if ((await store.put(bytes)) !== sha256) throw store.changed()',
    put: 'await store.put(bytes)',
  },
  'a-known-photo-is-nobodys-proof': {
    file: PHOTO,
    find: 'if (waiting.some((one) => !one.arrived)) await store.tie(deviceId, sha256)',
    put: '',
  },
  'photo-not-tied': { file: PHOTO, find: '  await store.tie(deviceId, sha256)\n  const', put: '  const' },
  'photo-said-to-be-here': { file: PHOTO, find: 'slots.push(sha256)', put: 'have.push(sha256)' },
}
