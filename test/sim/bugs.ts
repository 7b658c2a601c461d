/**
 * Bugs that other offline products had, or that are easily made here, as changes to the text of the product's own two
 * halves. The simulator must catch every one; a change that no longer fits the text is a mistake in this list.
 */
export interface Bug {
  file: 'field-client.ts' | 'take-batch.ts' | 'decide-rules.ts'
  find: string
  put: string
}

const CLIENT = 'field-client.ts' as const
const SERVER = 'take-batch.ts' as const
const RULES = 'decide-rules.ts' as const

export const BUGS: Record<string, Bug> = {
  'delete-on-send': {
    file: CLIENT,
    find: 'const asked = now()\n',
    put: "const asked = now()\n    await disk.write({ rows: waiting.map((row) => ({ ...row, state: 'done' as const, epoch: 1e6 })) })\n",
  },
  'saved-before-durable': {
    file: CLIENT,
    find: 'await disk.write({\n        rows: [row],',
    put: 'void disk.write({\n        rows: [row],',
  },
  'full-disk-called-saved': {
    file: CLIENT,
    find: 'return done\n  }\n\n  /** What is not',
    put: 'return done.catch(() => {})\n  }\n\n  /** What is not',
  },
  'ack-ignores-version': { file: CLIENT, find: 'one.id === id && one.version === version', put: 'one.id === id' },
  'first-item-acks-the-batch': {
    file: CLIENT,
    find: 'const item = reply.items.find((one) => one.id === id && one.version === version)',
    put: 'const item = reply.items[0]',
  },
  'any-outcome-is-an-ack': {
    file: CLIENT,
    find: "if (item.outcome !== 'applied' && item.outcome !== 'quarantined') return []",
    put: '',
  },
  'any-reply-is-an-ack': {
    file: CLIENT,
    find: "if (reply.is !== 'answer') return this.#later(reply)\n    await this.#settle",
    put: "if (reply.is !== 'answer') {\n      await disk.write({ rows: waiting.map((row) => ({ ...row, state: 'done' as const, outcome: 'applied' as const, epoch: 1e6 })) })\n      return 'sent'\n    }\n    await this.#settle",
  },
  'gives-up-after-six-tries': {
    file: CLIENT,
    find: 'this.#tries += 1\n',
    put: 'this.#tries += 1\n    if (this.#tries > 6) this.#notBefore = Number.POSITIVE_INFINITY\n',
  },
  'never-tries-again': {
    file: CLIENT,
    find: 'this.#notBefore = this.#world.elapsed() + backoffMs(',
    put: 'this.#notBefore = 1e15 + backoffMs(',
  },
  'refused-is-thrown-away': {
    file: CLIENT,
    find: "if (item.outcome === 'refused') return [{ ...row, state: 'parked', problem: item.problem }]",
    put: "if (item.outcome === 'refused') return [{ ...row, state: 'done', outcome: 'applied' as const, epoch }]",
  },
  'photos-in-memory-only': {
    file: CLIENT,
    find: 'photos: photos.map(({ fact, bytes }) => ({ sha256: fact.sha256, bytes, deliveredIn: 0, deliveredAt: 0 })),',
    put: 'photos: [],',
  },
  'edit-keeps-the-version': {
    file: CLIENT,
    find: 'return 1 + Math.max(',
    put: 'return Math.max(',
  },
  'chain-does-not-advance': {
    file: CLIENT,
    find: 'meta: { ...meta, lastSeq: operation.deviceSeq, lastHash: operation.hash },',
    put: 'meta,',
  },
  'answer-rewrites-the-chain': {
    file: CLIENT,
    find: 'const write = this.#saving.then(async () => {\n      const meta = await disk.meta()',
    put: 'const meta = await disk.meta()\n    const write = this.#saving.then(async () => {',
  },
  'two-saves-at-once': {
    file: CLIENT,
    find: 'const done = this.#saving.then(async () => {',
    put: 'const done = Promise.resolve().then(async () => {',
  },
  'photo-answer-not-read': {
    file: CLIENT,
    find: "if (reply.value.sha256 !== sha256) return this.#later({ is: 'unclear' })",
    put: '',
  },
  'photo-sent-is-photo-there': {
    file: CLIENT,
    find: "if (reply.is !== 'answer') return this.#later(reply)\n    // What",
    put: "if (reply.is !== 'answer') {\n      await disk.write({ photos: [{ ...photo, deliveredIn: epoch }] })\n      return 'waits'\n    }\n    // What",
  },
  'prunes-before-the-backup': {
    file: CLIENT,
    find: 'row.position <= (meta.watermarks[row.community] ?? 0) &&',
    put: '',
  },
  'prunes-what-waits': { file: CLIENT, find: "row.state === 'done' &&\n      row.outcome === 'applied' &&", put: '' },
  'signs-out-with-unsent': { file: CLIENT, find: 'return !rows.some(', put: 'return true || !rows.some(' },
  'forgets-a-restored-server': {
    file: CLIENT,
    find: "(row.state === 'done' && row.epoch < (meta.epochs[row.community] ?? 0))",
    put: 'false',
  },
  'photos-of-a-lost-server': {
    file: CLIENT,
    find: ' || photo.deliveredIn < Math.max(0, ...Object.values(meta.epochs))',
    put: '',
  },
  'waits-by-the-wall-clock': {
    file: CLIENT,
    find: 'this.#notBefore = this.#world.elapsed() + backoffMs(',
    put: 'this.#notBefore = this.#world.now() + backoffMs(',
  },
  'asks-only-when-sending': { file: CLIENT, find: 'if (!uncovered || ', put: 'if (true || ' },
  'skips-the-oldest': { file: CLIENT, find: '.slice(0, BATCH)', put: '.slice(1, BATCH)' },
  'no-unique-key': {
    file: RULES,
    find: 'const same = known.find((one) => one.version === operation.version)',
    put: 'const same = undefined as KnownVersion | undefined',
  },
  'conflict-is-an-answer': {
    file: RULES,
    find: "if (same) return { do: 'quarantine', why: 'content' }",
    put: "if (same) return { do: 'answer', reply: replyOf(operation.id, same) }",
  },
  'last-arrival-wins': { file: RULES, find: "return { do: 'pass' }", put: "return { do: 'apply', corrects: true }" },
  'first-write-wins': {
    file: RULES,
    find: 'one.version > operation.version',
    put: 'one.version !== operation.version',
  },
  'replies-before-commit': {
    file: SERVER,
    find: 'return await store.inTransaction((tx) => settle(store, tx, deviceId, operation))',
    put: "void store.inTransaction((tx) => settle(store, tx, deviceId, operation)).catch(() => {})\n    return { id, version, outcome: 'applied' as const, position: 1, problem: null }",
  },
  'conflict-not-kept': { file: SERVER, find: 'await tx.keepConflict(deviceId, operation, decision.why)', put: '' },
  'outcome-not-kept': { file: SERVER, find: 'await tx.keep(deviceId, operation, row)', put: '' },
  'damaged-on-the-way': {
    file: SERVER,
    find: '(await store.hash(operationText(operation.act, operation.photos))) !== operation.hash',
    put: 'operation.hash === ""',
  },
}
