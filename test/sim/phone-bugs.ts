import type { Bug } from './bugs.ts'

const CLIENT = 'phone/field-client.ts'
const SENDER = 'phone/sender.ts'
const PHOTOS = 'phone/send-photos.ts'
const OUTBOX = 'phone/outbox.ts'
const RULES = 'phone/outbox-rules.ts'
const REPLY = 'phone/reply-rules.ts'
const AUDIT = 'phone/audit.ts'

const ALL_DONE = `await this.#outbox.change((held) => ({ result: undefined, write: { rows: held.rows
  .filter((row) => batch.some((one) => one.operation.deviceSeq === row.operation.deviceSeq))
  .map((row) => ({ ...row, state: 'done', outcome: 'applied', epoch: 1e6 })) } }))`

/** Bugs of the phone's half. */
export const PHONE_BUGS: Record<string, Bug> = {
  'delete-on-send': {
    file: SENDER,
    find: 'const asked = now()\n    const begun = elapsed()\n',
    put: `const asked = now()\n    const begun = elapsed()\n${ALL_DONE}\n`,
  },
  'saved-before-durable': {
    file: OUTBOX,
    find: 'await this.#disk.write({',
    put: 'void this.#disk.write({',
  },
  'full-disk-called-saved': {
    file: OUTBOX,
    find: 'cause.name !== STALE || tried === TRIES) throw cause',
    put: 'cause.name !== STALE || tried === TRIES) return result',
  },
  'in-flight-only-in-memory': {
    file: SENDER,
    find: 'const reply = await net.send(owner.community, {\n      deviceId: meta',
    put: `const put = (write) => this.#outbox.change(() => ({ result: undefined, write }))
    await put({ dropRows: batch.map((row) => row.operation.deviceSeq) })
    const sendAndPutBack = async (to, what) => {
      const said = await net.send(to, what)
      await put({ rows: batch })
      return said
    }
    const reply = await sendAndPutBack(owner.community, {
      deviceId: meta`,
  },
  'ack-ignores-version': { file: SENDER, find: 'one.id === id && one.version === version', put: 'one.id === id' },
  'first-item-acks-the-batch': {
    file: SENDER,
    find: 'const item = reply.items.find((one) => one.id === id && one.version === version)',
    put: 'const item = reply.items[0]',
  },
  'any-outcome-is-an-ack': {
    file: REPLY,
    find: "if (outcome !== 'applied' && outcome !== 'quarantined' && outcome !== 'dropped') return null",
    put: '',
  },
  'any-reply-is-an-ack': {
    file: SENDER,
    find: "    if (reply.is !== 'answer') {\n",
    put: `    if (reply.is !== 'answer') {\n${ALL_DONE}\n`,
  },
  'token-refresh-loses-the-body': {
    file: SENDER,
    find: "    if (reply.is !== 'answer') {\n",
    put: `    if (reply.is === 'refused' && reply.status === 401) {
      const { deviceId, accountId } = { deviceId: meta.deviceId, accountId: owner.accountId }
      const again = await net.send(owner.community, { deviceId, accountId, operations: [], owed: [] })
      if (again.is === 'answer') {\n${ALL_DONE}\n}
    }
    if (reply.is !== 'answer') {\n`,
  },
  'gives-up-after-six-tries': {
    file: SENDER,
    find: 'this.#tries += 1\n',
    put: 'this.#tries += 1\n    if (this.#tries > 6) this.#askedToWait = this.#notBefore = Number.POSITIVE_INFINITY\n',
  },
  'never-tries-again': {
    file: SENDER,
    find: 'this.#notBefore = elapsed() + backoffMs(this.#tries',
    put: 'this.#askedToWait = this.#notBefore = 1e15 + backoffMs(this.#tries',
  },
  'waits-by-the-wall-clock': {
    file: SENDER,
    find: 'this.#notBefore = elapsed() + backoffMs(this.#tries',
    put: 'this.#askedToWait = this.#notBefore = this.#world.now() + backoffMs(this.#tries',
  },
  'waits-an-hour': {
    file: 'phone/backoff.ts',
    find: 'const NO_ANSWER_MS = 30_000',
    put: 'const NO_ANSWER_MS = 3_600_000',
  },
  'waking-changes-nothing': { file: SENDER, find: 'this.#notBefore = this.#askedToWait\n', put: '' },
  'refused-is-thrown-away': {
    file: REPLY,
    find: "if (outcome === 'refused') return { ...row, state: 'parked', problem, detail }",
    put: "if (outcome === 'refused') return { ...row, state: 'done', outcome: 'applied', position, epoch }",
  },
  'one-bad-record-blocks-all': {
    file: SENDER,
    find: 'this.#setBack.passBy(deviceSeq, true)',
    put: '',
  },
  'a-batch-too-large-stays-so': {
    file: SENDER,
    find: 'batch.length === 1 ? BATCH : Math.floor(batch.length / 2)',
    put: 'BATCH',
  },
  'photos-in-memory-only': {
    file: CLIENT,
    find: 'photos: photos.map(({ fact, bytes }) => ({ sha256: fact.sha256, bytes })),',
    put: 'photos: [],',
  },
  'edit-keeps-the-version': { file: CLIENT, find: 'version: edits ? deviceSeq : 1,', put: 'version: 1,' },
  'edit-of-anothers-record': {
    file: CLIENT,
    find: 'const { result, write } = this.#next(held, owner, {',
    put: `const other = held.rows.find((row) => row.accountId !== owner.accountId)
      if (other) owner = { ...owner, accountId: other.accountId }
      const { result, write } = this.#next(held, owner, {`,
  },
  'chain-does-not-advance': {
    file: CLIENT,
    find: 'meta: { lastSeq: deviceSeq, lastHash: hash },',
    put: 'meta: {},',
  },
  'answer-rewrites-the-chain': {
    file: SENDER,
    find: 'meta: heard(meta, owner, reply, at, half)',
    put: 'meta: { ...before, ...heard(meta, owner, reply, at, half) }',
  },
  'another-page-wrote-first': {
    file: OUTBOX,
    find: 'if (!(cause instanceof Error) || cause.name !== STALE || tried === TRIES) throw cause',
    put: 'if (cause.name !== STALE) throw cause\n          return result',
  },
  'two-tabs-both-send': {
    file: SENDER,
    find: 'await this.#world.alone(() => this.#round(owner))',
    put: 'await this.#round(owner)',
  },
  'sends-as-whoever-is-signed-in': {
    file: SENDER,
    find: 'const mine = rows.filter((row) => isOf(row, owner))',
    put: 'const mine = rows',
  },
  'photo-refusal-not-read': {
    file: PHOTOS,
    find: "if (reply.is === 'answer' && reply.value.sha256 === sha256) {\n      const { next, epoch } = reply.value",
    put: 'if (true) {\n      const { next, epoch } = { next: 1, epoch: 1 }',
  },
  'photo-sent-is-photo-there': {
    file: PHOTOS,
    find: "cut = reply.is === 'unclear' ? cut + 1 : 0",
    put: `if (reply.is === 'unclear') {
        await outbox.change(({ rows }) => ({ result: undefined, write: { rows: confirmed(rows, owner, [sha256], { epoch: 1, next: 1 }) } }))
        return reply
      }`,
  },
  'photo-of-a-later-record': {
    file: REPLY,
    find: "row.state !== 'done' || row.epoch !== by.epoch",
    put: 'false',
  },
  'one-bad-photo-blocks-all': {
    file: PHOTOS,
    find: '    setBack.passBy(sha256, reply.is',
    put: "    return { is: 'unclear' }\n    setBack.passBy(sha256, reply.is",
  },
  'a-cut-photo-blocks-all': {
    file: PHOTOS,
    find: "cut = reply.is === 'unclear' ? cut + 1 : 0",
    put: "if (reply.is === 'unclear') return reply",
  },
  'withdrawn-while-on-its-way': {
    file: RULES,
    find: 'own.every(isOnlyHere) &&',
    put: 'own.every((row) => row.state === "waiting") &&',
  },
  'withdrawn-is-sent-all-the-same': {
    file: RULES,
    find: "return row.state === 'waiting' ||",
    put: "return row.state === 'waiting' || row.state === 'withdrawn' ||",
  },
  'leaves-without-a-note': {
    file: SENDER,
    find: 'const write = first.length > 0 ?',
    put: 'const write = false ?',
  },
  'withdrawal-takes-a-place-that-is-taken': {
    file: CLIENT,
    find: 'return { result: false, write: this.#next(held, owner',
    put: 'return { result: false, write: this.#next({ ...held, meta: { ...held.meta, lastSeq: held.meta.lastSeq - 1 } }, owner',
  },
  'edit-after-withdrawal': {
    file: CLIENT,
    find: 'if (latest && isWithdrawal(latest)) throw new Error(`operation ${id} was withdrawn`)',
    put: '',
  },
  'withdrawn-never-let-go-of': { file: SENDER, find: " || row.state === 'withdrawn')", put: ')' },
  'another-kind-goes-beside-the-first': {
    file: CLIENT,
    find: 'changesKind && neverLeft(own)',
    put: 'changesKind',
  },
  'prunes-on-old-news': {
    file: CLIENT,
    find: 'this.#hasHeardOf(row.community) && isCovered',
    put: 'isCovered',
  },
  'prunes-before-the-backup': {
    file: RULES,
    find: 'if (!(row.next <= watermark)) return false',
    put: '',
  },
  'counts-a-note-by-what-it-notes': {
    file: RULES,
    find: 'if (!(row.next <= watermark)) return false',
    put: 'if (row.position > watermark) return false',
  },
  'prunes-photos-before-the-backup': {
    file: RULES,
    find: ' && row.received[sha256]!.next <= watermark',
    put: '',
  },
  'prunes-what-waits': {
    file: RULES,
    find: "if (row.state !== 'done' || isWaiting(row, meta) || row.outcome === 'quarantined') return false",
    put: '',
  },
  'prunes-what-the-office-holds': {
    file: RULES,
    find: " || row.outcome === 'quarantined') return false",
    put: ') return false',
  },
  'drops-a-photo-another-needs': {
    file: CLIENT,
    find: 'names.filter((sha256) => !left.has(sha256))',
    put: '[...names]',
  },
  'never-lets-go': { file: RULES, find: '>= KEPT_MS', put: '>= 1e15' },
  'logout-clears-the-outbox': { file: CLIENT, find: 'return !own.some(', put: 'return true || !own.some(' },
  'logout-never': { file: CLIENT, find: '(isStuck(row, own) && row.exportedAt === null)', put: 'isStuck(row, own)' },
  'logout-forgets-photos': { file: CLIENT, find: ' || owedPhotos(row, meta).length > 0', put: '' },
  'clears-what-was-not-taken-out': {
    file: CLIENT,
    find: "own.filter((row) => row.state === 'parked' && row.exportedAt !== null)",
    put: "own.filter((row) => row.state === 'parked')",
  },
  'clears-what-waits': {
    file: CLIENT,
    find: "own.filter((row) => row.state === 'parked' && row.exportedAt !== null)",
    put: 'own',
  },
  'forgets-a-restored-server': {
    file: RULES,
    find: "(row.state === 'done' && row.epoch < (meta.epochs[row.community] ?? 0))",
    put: 'false',
  },
  'photos-of-a-lost-server': { file: RULES, find: '?? -1) < epoch', put: '?? -1) < 0' },
  'backup-of-an-earlier-life': {
    file: REPLY,
    find: 'epoch > known ? watermark : Math.max(watermark, meta.watermarks[community] ?? 0)',
    put: 'Math.max(watermark, meta.watermarks[community] ?? 0)',
  },
  'asks-only-when-sending': {
    file: SENDER,
    find: "due && mine.some((row) => row.state === 'done' || row.state === 'withdrawn')",
    put: 'false',
  },
  'never-hears-what-the-office-did': {
    file: SENDER,
    find: 'const held = due && first.every(isFresh) ?',
    put: 'const held = false ?',
  },
  'skips-the-oldest': { file: SENDER, find: '.slice(0, this.#atOnce)', put: '.slice(1, this.#atOnce)' },
  'damage-goes-unseen': {
    file: AUDIT,
    find: 'isWaiting(row, meta) && !(await isWhole(row, hash))',
    put: 'false',
  },
  'damage-takes-the-row-away': {
    file: CLIENT,
    find: 'write: rows.length > 0 ? { rows } : null,',
    put: 'write: { dropRows: held.rows.filter((row) => row.operation.photos.length > 0).map((row) => row.operation.deviceSeq) },',
  },
  'an-update-drops-unknown-fields': {
    file: RULES,
    find: "if (Object.hasOwn(row, 'exportedAt')) return row\n  const { answeredAt = 0, damaged = false, received = {}, lostPhotos = [], exportedAt = null }: Partial<OutboxRow> = row\n  return { ...row, answeredAt, damaged, received, lostPhotos, exportedAt }",
    put: `const { answeredAt, damaged, received, lostPhotos, exportedAt } = row
  const { operation, accountId, community, savedAt, state, outcome, position, epoch, problem } = row
  return { operation, accountId, community, savedAt, state, outcome, position, epoch, problem, answeredAt, damaged, received, lostPhotos, exportedAt }`,
  },
}
