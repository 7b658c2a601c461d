import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { scratchFolder } from '#test/scratch.ts'
import { folderHolder, lockFolder } from './folder-lock.ts'
import { identifyProcess } from './process-identity.ts'

const CONTENDER = `
import { lockFolder } from '#kernel/node/postgres/folder-lock.ts'
process.stdin.once('data', () => lockFolder(process.argv[1], 'server', 'embedded').then(
  () => console.log('won'),
  (error) => console.log(error.code),
))
console.log('ready')
`

test('one of many processes that find the same dead holder at once wins', async (t) => {
  const folder = scratchFolder()
  await mkdir(join(folder, 'lock'))
  const dead = { pid: process.pid, started: 'long ago', since: '2020-01-01', purpose: 'server', database: 'embedded' }
  await writeFile(join(folder, 'lock', '41'), JSON.stringify(dead))
  const contenders = Array.from({ length: 6 }, () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', CONTENDER, folder], {
      cwd: import.meta.dirname,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    t.after(() => child.kill('SIGKILL'))
    return child
  })
  const heard = (child: (typeof contenders)[number]) =>
    new Promise<string>((settle) => child.stdout.once('data', (data: Buffer) => settle(data.toString().trim())))
  await Promise.all(contenders.map(heard))
  const answers = contenders.map(heard)
  for (const child of contenders) child.stdin.write('go\n')
  const said = (await Promise.all(answers)).sort()
  assert.deepEqual(said, [...Array<string>(5).fill('database.folder.inUse'), 'won'])
})

test('a released folder has no holder and can be taken again', async () => {
  const folder = scratchFolder()
  for (const purpose of ['server', 'command'] as const) {
    const lock = await lockFolder(folder, purpose, 'embedded')
    const holder = await folderHolder(folder)
    assert.equal(holder?.pid, process.pid)
    assert.equal(holder?.purpose, purpose)
    await lock.release()
    assert.equal(await folderHolder(folder), undefined)
  }
})

test('a lock file cut short by a power failure counts as no holder', async () => {
  const folder = scratchFolder()
  await mkdir(join(folder, 'lock'))
  await writeFile(join(folder, 'lock', '7'), '{"pid": 1')
  await (await lockFolder(folder, 'server', 'embedded')).release()
})

test('a process number given away is told from the process that had it', { skip: process.platform !== 'linux' }, () => {
  const me = identifyProcess(process.pid)!
  assert.notEqual(me.started, identifyProcess(process.ppid)!.started)
  assert.equal(identifyProcess(2 ** 22 + 1), undefined)
})
