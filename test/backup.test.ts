import assert from 'node:assert/strict'
import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { dailyBackup } from '#kernel/node/backup/daily-backup.ts'
import { readBackup } from '#kernel/node/backup/read-backup.ts'
import { writeBackup } from '#kernel/node/backup/write-backup.ts'
import { checkHistory } from '#kernel/node/doctor/check-history.ts'
import { openDb } from '#kernel/node/db.ts'
import { Problem } from '#kernel/problem.ts'
import { testDatabase } from './database.ts'
import { type Office, testOffice } from './office.ts'

const codeOf = (code: string) => (error: unknown) => error instanceof Problem && error.code === code

describe('a backup', () => {
  let office: Office
  let into: string
  before(async () => {
    office = await testOffice()
    into = await mkdtemp(join(tmpdir(), 'ybz-backup-'))
    await office.as('fang')('PUT', './settings', { name: '槐荫路社区', reviewByOther: true, baozhua: '包联' })
  })
  after(async () => {
    await office.close()
    await rm(into, { recursive: true, force: true })
  })

  const back = () =>
    writeBackup({
      poolConfig: office.app.poolConfig,
      blobFolder: join(office.app.dataFolder, 'blobs'),
      into,
      offMachine: true,
      now: office.clock.now,
    })

  it('restores every row, file and position into an empty place, and without anybody’s session', async () => {
    const photo = await office.app.blobs.put(Buffer.from('a photograph'))
    const { folder, manifest } = await back()
    const empty = await testDatabase()
    const blobFolder = await mkdtemp(join(tmpdir(), 'ybz-blobs-'))
    const db = openDb(empty.poolConfig)
    try {
      await readBackup({ poolConfig: empty.poolConfig, blobFolder, from: folder })
      const compare = async (from: typeof db) => {
        const rows = await from.asOwner((tx) =>
          sql`select position, event, body, body_hash from history order by community_id, position`.execute(tx),
        )
        const orgs = await from.asOwner((tx) => sql`select code, name, settings from org order by code`.execute(tx))
        return { history: rows.rows, orgs: orgs.rows }
      }
      assert.deepEqual(await compare(db), await compare(office.app.db))
      assert.ok((await compare(db)).history.length > 5)
      assert.equal((await db.asOwner((tx) => sql`select from session`.execute(tx))).rows.length, 0)
      assert.ok((await readdir(blobFolder, { recursive: true })).some((name) => name.endsWith(photo)))
      assert.equal(manifest.communities.length, 2)
    } finally {
      await db.close()
      await empty.close()
      await rm(blobFolder, { recursive: true, force: true })
    }
  })

  it('restored a second time is another life of the server, which phones can tell from the first', async () => {
    const { folder } = await back()
    const epochs: number[] = []
    for (let life = 0; life < 2; life += 1) {
      const empty = await testDatabase()
      const blobFolder = await mkdtemp(join(tmpdir(), 'ybz-blobs-'))
      const db = openDb(empty.poolConfig)
      try {
        await readBackup({ poolConfig: empty.poolConfig, blobFolder, from: folder })
        const found = await db.asOwner((tx) => tx.selectFrom('community_epoch').select('epoch').execute())
        assert.equal(new Set(found.map(({ epoch }) => epoch)).size, 1)
        epochs.push(found[0]!.epoch)
      } finally {
        await db.close()
        await empty.close()
        await rm(blobFolder, { recursive: true, force: true })
      }
      // They are numbered by the second.
      await pause(1_100)
    }
    assert.ok(epochs[0]! > 1 && epochs[1]! > epochs[0]!, epochs.join())
  })

  it('moves the watermark the home page shows', async () => {
    office.clock.now = new Date(office.clock.now.getTime() + 60_000)
    await back()
    const home = await office.as('fang')('GET', './home')
    assert.equal(home.body.backup.offMachine, true)
    assert.equal(home.body.backup.behind, 0)
    await office.as('fang')('PUT', './settings', { name: '槐荫路社区', reviewByOther: false, baozhua: '包联' })
    assert.equal((await office.as('fang')('GET', './home')).body.backup.behind, 1)
  })

  it('is made daily, and only the newest seven are kept', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'ybz-daily-'))
    try {
      for (let day = 0; day < 9; day++) {
        office.clock.now = new Date(office.clock.now.getTime() + 86_400_000)
        await dailyBackup(office.app, elsewhere).run({})
      }
      const made = (await readdir(elsewhere)).filter((name) => name.startsWith('ybz-')).toSorted()
      assert.equal(made.length, 7)
      assert.equal(made.at(-1)!.slice(4, 12), office.clock.now.toISOString().slice(0, 10).replaceAll('-', ''))
    } finally {
      await rm(elsewhere, { recursive: true, force: true })
    }
  })

  it('goes nowhere when a part is damaged, the folder is no backup, or the place is not empty', async () => {
    office.clock.now = new Date(office.clock.now.getTime() + 60_000)
    const { folder } = await back()
    const target = { poolConfig: office.app.poolConfig, blobFolder: into }
    await assert.rejects(readBackup({ ...target, from: folder }), codeOf('restore.not-empty'))
    await assert.rejects(readBackup({ ...target, from: tmpdir() }), codeOf('backup.not-one'))
    await appendFile(join(folder, 'tables', 'history.csv.gz'), 'x')
    await assert.rejects(readBackup({ ...target, from: folder }), codeOf('backup.damaged'))
  })

  it('says which history row somebody changed behind the product’s back', async () => {
    assert.deepEqual(await checkHistory(office.app.db, office.community), [])
    await office.app.db.asOwner((tx) =>
      sql`update history set body = jsonb_set(body, '{name}', '"别的名字"') where community_id = ${office.community.id} and position = 1`.execute(
        tx,
      ),
    )
    const findings = await checkHistory(office.app.db, office.community)
    assert.deepEqual(
      findings.map((finding) => finding.code),
      ['history.changed'],
    )
    assert.match(findings[0]!.where, /第 1 笔/)
    await office.app.db.asOwner((tx) =>
      sql`delete from history where community_id = ${office.community.id} and position = 2`.execute(tx),
    )
    assert.ok((await checkHistory(office.app.db, office.community)).some((finding) => finding.code === 'history.gap'))
  })
})
