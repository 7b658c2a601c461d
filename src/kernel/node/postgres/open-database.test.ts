import assert from 'node:assert/strict'
import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test, { after, before, type TestContext } from 'node:test'
import pg from 'pg'
import { startOpener } from '#test/opener.ts'
import { scratchFolder } from '#test/scratch.ts'
import type { Database } from './database.ts'
import { joinOrOpenDatabase } from './join-database.ts'
import { openDatabase } from './open-database.ts'
import { identifyProcess } from './process-identity.ts'
import { socketFolder } from './socket-folder.ts'

/** A folder that is open, and one whose database was made and stopped. */
const busy = scratchFolder()
const idle = scratchFolder()
let server: Database

before(async () => {
  server = await openDatabase({ dataFolder: busy })
  await (await openDatabase({ dataFolder: idle })).stop()
})
after(() => server.stop())

test('a new folder gets a database that keeps what it acknowledges and speaks Chinese', async () => {
  const [row] = await ask(
    server,
    `select current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
       current_setting('listen_addresses') as network, current_setting('server_encoding') as encoding,
       (select string_agg(name, '' order by name collate "zh-x-icu") from (values ('张'), ('李'), ('安')) people (name)) as names`,
  )
  assert.deepEqual(row, { fsync: 'on', checksums: 'on', network: '', encoding: 'UTF8', names: '安李张' })
  const byUrl = new pg.Client({ connectionString: server.url })
  await byUrl.connect()
  assert.equal((await byUrl.query('select current_user as name')).rows[0].name, 'ybz')
  await byUrl.end()
})

test('nobody but the database may enter the folder of its files and of its socket', { skip: windows() }, async () => {
  for (const name of ['postgres', 'run']) assert.equal((await stat(join(busy, name))).mode & 0o077, 0, name)
})

test('a second process on the same folder is refused with the number of the first', async (t) => {
  const refusal = await startOpener(t, busy, 'hold').said('refused')
  assert.match(refusal, /^refused database\.folder\.inUse/)
  assert.ok(refusal.includes(`进程号 ${process.pid}`))
  assert.deepEqual(await ask(server, 'select 1 as one'), [{ one: 1 }])
})

test('the same process is refused as well, and another name of the folder does not help', async () => {
  const alias = join(scratchFolder(), 'alias')
  await symlink(busy, alias)
  for (const dataFolder of [busy, alias]) {
    await assert.rejects(openDatabase({ dataFolder }), { code: 'database.folder.inUse' })
  }
})

test('after stop no process is left and the folder is free', async (t) => {
  const first = await openDatabase({ dataFolder: idle })
  const pid = first.pid()!
  await first.stop()
  await first.stop()
  assert.equal(identifyProcess(pid), undefined)
  const second = await opened(t, idle)
  assert.notEqual(second.pid(), pid)
})

test('a command joins a running server and leaves it running', async () => {
  const command = await joinOrOpenDatabase({ dataFolder: busy })
  assert.equal(command.mode, 'joined')
  assert.deepEqual(await ask(command, 'select 2 as two'), [{ two: 2 }])
  await command.stop()
  assert.deepEqual(await ask(server, 'select 3 as three'), [{ three: 3 }])
})

test('a command opens an idle folder for itself and closes it again', async () => {
  const command = await joinOrOpenDatabase({ dataFolder: idle })
  assert.equal(command.mode, 'embedded')
  const pid = command.pid()!
  await command.stop()
  assert.equal(identifyProcess(pid), undefined)
})

test('a command that opened the database stays until the one that joined it is done', async (t) => {
  const opener = await joinOrOpenDatabase({ dataFolder: idle })
  const joiner = await joinOrOpenDatabase({ dataFolder: idle })
  assert.equal(joiner.mode, 'joined')
  const client = new pg.Client(joiner.poolConfig)
  await client.connect()
  t.after(() => client.end())
  let stopped = false
  const stopping = opener.stop().then(() => (stopped = true))
  assert.equal((await client.query('select pg_sleep(0.5), 7 as seven')).rows[0].seven, 7)
  assert.equal(stopped, false)
  await client.end()
  await stopping
})

test("an office's own database server is used when it is named, and found out when it does not answer", async () => {
  const database = await openDatabase({ dataFolder: scratchFolder(), databaseUrl: server.url })
  assert.equal(database.mode, 'external')
  assert.deepEqual(await ask(database, 'select current_user as name'), [{ name: 'ybz' }])
  await database.stop()
  const nowhere = server.url.replace('/ybz', '/nobody')
  await assert.rejects(openDatabase({ dataFolder: scratchFolder(), databaseUrl: nowhere }), {
    code: 'database.external.unreachable',
  })
  await assert.rejects(
    openDatabase({ dataFolder: scratchFolder(), databaseUrl: 'postgresql://x@127.0.0.1:1/x', waitMs: 300 }),
    { code: 'database.external.unreachable' },
  )
})

test('a folder made by another major version is refused and left as it was', async (t) => {
  const version = join(idle, 'postgres', 'PG_VERSION')
  const made = await readFile(version, 'utf8')
  await writeFile(version, '9\n')
  t.after(() => writeFile(version, made))
  await assert.rejects(openDatabase({ dataFolder: idle }), (error: Error & { code: string }) => {
    assert.equal(error.code, 'database.version.other')
    assert.match(error.message, /PostgreSQL 9 建立/)
    return true
  })
  assert.equal(await readFile(version, 'utf8'), '9\n')
})

test('a very long path puts the socket elsewhere and works', { skip: windows() }, async (t) => {
  const folder = join(scratchFolder(), '社区'.repeat(20), '台账'.repeat(20))
  const database = await opened(t, folder)
  assert.ok(!database.poolConfig.host!.startsWith(folder))
  assert.equal((await stat(await socketFolder(folder))).mode & 0o077, 0)
  assert.deepEqual(await ask(database, 'select 4 as four'), [{ four: 4 }])
})

test(
  'root may keep the data below a folder closed to everyone',
  { skip: process.getuid?.() !== 0 && 'not root' },
  async (t) => {
    const closed = join(scratchFolder(), 'closed')
    await mkdir(closed, { mode: 0o700 })
    const database = await opened(t, join(closed, 'office', 'data'))
    const [row] = await ask(database, 'select 5 as five')
    assert.deepEqual(row, { five: 5 })
    assert.notEqual((await stat(`/proc/${database.pid()}`)).uid, 0)
  },
)

test('a mark left by a dead server whose number now belongs to someone else does not keep us out', async (t) => {
  await writeFile(join(idle, 'postgres', 'postmaster.pid'), `${process.ppid}\n${join(idle, 'postgres')}\n`)
  const database = await opened(t, idle)
  assert.deepEqual(await ask(database, 'select 6 as six'), [{ six: 6 }])
})

async function opened(t: TestContext, dataFolder: string): Promise<Database> {
  const database = await openDatabase({ dataFolder })
  t.after(() => database.stop())
  return database
}

async function ask(database: Database, sql: string): Promise<Array<Record<string, unknown>>> {
  const client = new pg.Client(database.poolConfig)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

function windows(): string | false {
  return process.platform === 'win32' && 'Windows has no unix permissions'
}
