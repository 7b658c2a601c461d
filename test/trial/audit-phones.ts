import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import type { App } from '#kernel/node/app.ts'
import type { OfficeWriter } from './office-writer.ts'
import type { FieldPhone } from './field-phone.ts'

/** What a finished trial finds on the disk, held against what people were told. */
export interface Audit {
  /** Versions and office writes that were acknowledged. */
  acknowledged: number
  /** Of those, not there or there with other words. */
  lost: number
  /** Records nobody made, or made twice; changes of a record nobody asked for. */
  doubled: number
  /** Never answered for, though sent again until the end. */
  open: number
  /** Sent without an answer. */
  cut: number
  /** Of those, in the ledger all the same when they were sent again. */
  cutAfterCommit: number
  photos: { acknowledged: number; lost: number }
  /** Sentences; none when positions have no gaps and sums equal a recount. */
  faults: string[]
}

interface Standing {
  id: string
  words: string
  piles: string | null
  changes: number
  recorded: number
  pictures: string[]
}

/** Asks the database itself; nothing may be writing any more. */
export async function auditPhones(
  app: App,
  phones: readonly FieldPhone[],
  writers: readonly OfficeWriter[] = [],
): Promise<Audit> {
  const audit: Audit = {
    acknowledged: 0,
    lost: 0,
    doubled: 0,
    open: 0,
    cut: 0,
    cutAfterCommit: 0,
    photos: { acknowledged: 0, lost: 0 },
    faults: [],
  }
  const communities = new Map<string, { phones: FieldPhone[]; writers: OfficeWriter[] }>()
  const of = (id: string) => communities.get(id) ?? communities.set(id, { phones: [], writers: [] }).get(id)!
  for (const phone of phones) of(phone.seat.communityId).phones.push(phone)
  for (const writer of writers) of(writer.seat.communityId).writers.push(writer)
  for (const [community, people] of communities) await auditCommunity(app, community, people, audit)
  return audit
}

async function auditCommunity(
  app: App,
  community: string,
  { phones, writers }: { phones: FieldPhone[]; writers: OfficeWriter[] },
  audit: Audit,
): Promise<void> {
  const { standing, operations, faults } = await app.db.asOwner(async (tx) => ({
    standing: await standingOf(tx, community),
    operations: await operationsOf(tx, community),
    faults: await faultsOf(tx, community),
  }))
  audit.faults.push(...faults.map((fault) => `${community}: ${fault}`))
  const known = new Set<string>()
  let piles = 0
  for (const phone of phones) {
    const highest = new Map<string, number>()
    for (const { operation, position, cut, sentAt } of phone.made) {
      const { id, version, hash } = operation
      known.add(id)
      const row = operations.get(`${phone.deviceId} ${id} ${version}`)
      audit.cut += cut > 0 ? 1 : 0
      if (row && cut > 0 && row.came < sentAt) audit.cutAfterCommit += 1
      if (position === 0) {
        audit.open += 1
        continue
      }
      audit.acknowledged += 1
      highest.set(id, Math.max(version, highest.get(id) ?? 0))
      if (!row || row.hash !== hash || row.outcome !== 'applied' || row.position !== position) audit.lost += 1
    }
    for (const { operation } of phone.made) {
      const { id, version, act } = operation
      if (highest.get(id) !== version) continue
      const is = standing.get(id)
      const expected = act.do === 'entry' ? act.note : act.do === 'case' ? act.issue : ''
      if (!is || is.words !== expected) audit.lost += 1
      if (act.do === 'entry') piles += Number(act.amounts.piles)
      if (is && act.do === 'entry' && is.piles !== act.amounts.piles) audit.lost += 1
      // Each version and each photo is one change; sent again it is none. A version that was put off and came after a
      // later one is none either: it was answered with the place of that one.
      const steps = new Set(phone.made.filter((one) => one.operation.id === id).map((one) => one.position)).size
      const photos = operation.photos.filter(({ sha256 }) => phone.pictures.get(sha256)?.isThere).length
      if (is && (is.recorded !== 1 || is.changes !== steps + photos)) audit.doubled += 1
    }
    for (const [name, { isThere }] of phone.pictures) {
      if (!isThere) continue
      audit.photos.acknowledged += 1
      const owner = phone.made.find(({ operation }) => operation.photos.some(({ sha256 }) => sha256 === name))!
      const tied = standing.get(owner.operation.id)?.pictures.filter((one) => one === name).length
      const bytes = await readFile(app.blobs.path(name)).catch(() => null)
      if (tied !== 1 || !bytes || createHash('sha256').update(bytes).digest('hex') !== name) audit.photos.lost += 1
    }
  }
  for (const { id, said, changes } of writers.flatMap((writer) => writer.written)) {
    known.add(id)
    const is = standing.get(id)
    if (changes === 0) audit.open += 1
    else {
      audit.acknowledged += changes
      piles += Number(said.piles)
      if (!is || is.words !== said.note || is.piles !== said.piles) audit.lost += 1
      if (is && (is.recorded !== 1 || is.changes !== changes)) audit.doubled += 1
    }
  }
  for (const id of standing.keys()) if (!known.has(id)) audit.doubled += 1
  const rolled = await app.db.asOwner((tx) => rolledUp(tx, community))
  if (audit.open === 0 && rolled !== piles)
    audit.faults.push(`${community}: roll-up says ${rolled} piles, people ${piles}`)
}

type Tx = Parameters<Parameters<App['db']['asOwner']>[0]>[0]

/** Every record and problem as its rows have it, with how often its history says it was made and changed. */
async function standingOf(tx: Tx, community: string): Promise<Map<string, Standing>> {
  const found = await sql<Standing>`
    with told as (
      select object_id as id, count(*)::int as changes, count(*) filter (where version = 1)::int as recorded
      from history where community_id = ${community}::uuid and object_type in ('entry', 'case') group by 1)
    select t.id, coalesce(e.note, c.issue, '') as words, trim_scale(m.amount)::text as piles, t.changes, t.recorded,
      array(select sha256 from entry_photo f where f.community_id = ${community}::uuid and f.entry_id = t.id
        union all select sha256 from case_photo f where f.community_id = ${community}::uuid and f.case_id = t.id) as pictures
    from told t
    left join entry e on e.community_id = ${community}::uuid and e.id = t.id and e.state = 'live'
    left join problem_case c on c.community_id = ${community}::uuid and c.id = t.id
    left join measure m on m.community_id = ${community}::uuid and m.entry_id = t.id and m.measure = 'piles'`.execute(
    tx,
  )
  const made = await sql<{ id: string }>`select id from entry where community_id = ${community}::uuid
    union all select id from problem_case where community_id = ${community}::uuid`.execute(tx)
  const standing = new Map(found.rows.map((row) => [row.id, row]))
  const none = { words: '', piles: null, changes: 0, recorded: 0, pictures: [] }
  for (const { id } of made.rows) if (!standing.has(id)) standing.set(id, { id, ...none })
  return standing
}

async function operationsOf(tx: Tx, community: string) {
  const found = await sql<{ key: string; hash: string; outcome: string; position: number; came: number }>`
    select device_id || ' ' || id || ' ' || version as key, hash, outcome, position,
      (extract(epoch from came_at) * 1000)::float as came
    from field_operation where community_id = ${community}::uuid`.execute(tx)
  return new Map(found.rows.map((row) => [row.key, row]))
}

/** The ledger against itself: positions, versions, waiting quarantine, and every sum against a plain recount. */
async function faultsOf(tx: Tx, community: string): Promise<string[]> {
  const found = await sql<{ fault: string }>`
    select 'positions ' || min(h.position) || ' to ' || max(h.position) || ' are ' || count(*) || ', counter at ' || p.position
      as fault
    from history h join position_counter p on p.community_id = h.community_id
    where h.community_id = ${community}::uuid group by p.position
    having min(h.position) <> 1 or max(h.position) <> count(*) or max(h.position) <> p.position
    union all
    select 'versions of ' || object_type || ' ' || object_id || ' have a gap' from history
    where community_id = ${community}::uuid group by object_type, object_id having max(version) <> count(*)
    union all
    select count(*) || ' operations were put aside' from field_quarantine where community_id = ${community}::uuid
    having count(*) > 0
    union all
    select 'roll-up of ' || kind || ' ' || measure || ' ' || span || ' is off by ' || sum(amount) || ' in ' || sum(entries)
    from (
      select kind, measure, span, amount, entries from rollup where node_id = ${community}::uuid
      union all select kind, measure, span, amount, entries from rollup_delta where community_id = ${community}::uuid
      union all select m.kind, m.measure, to_char(m.day_from, 'YYYY-MM'), -m.amount, -1 from measure m
        where m.community_id = ${community}::uuid
      union all select e.kind, '~count', to_char(e.day_from, 'YYYY-MM'), -1, -1 from entry e
        where e.community_id = ${community}::uuid and e.state = 'live') r
    where kind = 'cleanup' and measure in ('piles', '~count')
    group by kind, measure, span having sum(amount) <> 0 or sum(entries) <> 0`.execute(tx)
  return found.rows.map((row) => row.fault)
}

async function rolledUp(tx: Tx, community: string): Promise<number> {
  const found = await sql<{ piles: number }>`select coalesce(sum(amount), 0)::float as piles from (
      select amount from rollup where node_id = ${community}::uuid and kind = 'cleanup' and measure = 'piles'
      union all select amount from rollup_delta
        where community_id = ${community}::uuid and kind = 'cleanup' and measure = 'piles') r`.execute(tx)
  return found.rows[0]!.piles
}
