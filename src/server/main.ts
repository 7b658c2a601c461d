import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { migrate } from '#kernel/node/migrate.ts'
import { openDatabase } from '#kernel/node/postgres/open-database.ts'
import { closeOrphans } from '#kernel/node/work.ts'
import { Problem } from '#kernel/problem.ts'
import { adoptProblems } from './adopt-problems.ts'
import { firstStart } from './first-start.ts'
import { buildHttp } from './http.ts'
import { startJobs } from './jobs.ts'
import { makeApp } from './make-app.ts'
import { openApi } from './openapi.ts'
import { readSettings } from './settings.ts'
import { routes } from './slices.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }

async function main(): Promise<void> {
  const settings = readSettings()
  const log = (line: string): void => void process.stdout.write(`${line}\n`)
  const database = await openDatabase({ ...settings, purpose: 'server', onLog: log })
  const { applied } = await migrate(database.poolConfig)
  if (applied.length > 0) log(`数据库结构已更新：${applied.length} 步`)
  const app = makeApp(database.poolConfig, settings.dataFolder)
  await closeOrphans(app.db)
  const adopted = await adoptProblems(app)
  if (adopted > 0) log(`原台账中的 ${adopted} 个问题已转入问题整改`)
  const welcome = await firstStart(app, settings)
  const jobs = await startJobs(app, settings)
  const webFolder = join(ROOT, 'dist/web')
  const http = await buildHttp(app, routes, {
    webFolder: existsSync(join(webFolder, 'index.html')) ? webFolder : null,
    trustProxy: settings.trustProxy,
    version,
  })
  http.get('/api/openapi.json', () => openApi(routes, version))
  await http.listen({ port: settings.port, host: settings.host })

  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> =>
    (stopping ??= (async () => {
      await http.close()
      await jobs.stop()
      await app.db.close()
      await database.stop()
    })())
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(
      signal,
      () =>
        void stop().then(
          () => process.exit(0),
          () => process.exit(1),
        ),
    )
  }
  const shown = ['127.0.0.1', '0.0.0.0', '::'].includes(settings.host) ? 'localhost' : settings.host
  const address = http.server.address()
  const port = address !== null && typeof address === 'object' ? address.port : settings.port
  const url = `http://${shown}:${port}`
  log(`\n一本账 ${version} 已启动：${url}`)
  for (const line of welcome(url)) log(line)
}

// A rejection nobody awaited means some state is unknown: stop taking work and let the starter begin afresh.
process.on('unhandledRejection', (reason) => {
  process.stderr.write(`${reason instanceof Error ? reason.stack : String(reason)}\n`)
  process.exit(1)
})

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Problem ? error.say('zh') : error instanceof Error ? error.stack : String(error)}\n`,
  )
  process.exit(error instanceof Problem ? 3 : 1)
})
