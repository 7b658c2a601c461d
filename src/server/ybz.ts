import { parseArgs } from 'node:util'
import { migrate } from '#kernel/node/migrate.ts'
import type { App } from '#kernel/node/app.ts'
import { joinOrOpenDatabase } from '#kernel/node/postgres/join-database.ts'
import { Problem } from '#kernel/problem.ts'
import { type CliCommand, type CliContext, type ExitCode, UsageError } from './cli/command.ts'
import { cliCommands } from './cli/commands.ts'
import { adoptProblems } from './adopt-problems.ts'
import { makeApp } from './make-app.ts'
import { readSettings } from './settings.ts'

/**
 * The operator's command line: the server's own commands over the data folder's socket, as actor `operator`. Whoever
 * may enter the folder may run it. It never makes a demo.
 */
async function main(argv: string[]): Promise<ExitCode> {
  const json = argv.includes('--json')
  const command = cliCommands.find((one) => one.name.split(' ').every((word, at) => argv[at] === word))
  if (!command || argv.includes('--help')) {
    const wantsHelp = argv.length === 0 || argv.includes('--help')
    process.stderr.write(`${command ? helpOf(command) : overview()}\n`)
    const unknown = {
      code: 'usage',
      message: `没有“${argv.filter((word) => !word.startsWith('-')).join(' ')}”这个命令`,
    }
    if (json) process.stdout.write(`${JSON.stringify(wantsHelp ? {} : unknown)}\n`)
    return wantsHelp ? 0 : 2
  }
  const settings = readSettings()
  const closers: (() => Promise<void>)[] = []
  let app: Promise<App> | undefined
  const open = async (): Promise<App> => {
    const database = await joinOrOpenDatabase({
      ...settings,
      onLog: (line: string) => process.stderr.write(`${line}\n`),
    })
    closers.unshift(() => database.stop())
    // A server that holds the folder has migrated it already.
    if (database.mode !== 'joined') await migrate(database.poolConfig)
    const opened = makeApp(database.poolConfig, settings.dataFolder)
    closers.unshift(() => opened.db.close())
    if (database.mode !== 'joined') await adoptProblems(opened)
    return opened
  }
  try {
    const context: CliContext = {
      settings,
      app: () => (app ??= open()),
      ...parse(command, argv),
      json,
      print: (value, text) => void process.stdout.write(`${json ? JSON.stringify(value) : text}\n`),
      say: (text) => void process.stderr.write(`${text}\n`),
    }
    return await command.run(context)
  } catch (error) {
    return explain(error, command, json)
  } finally {
    for (const close of closers) await close()
  }
}

function parse(command: CliCommand, argv: string[]): Pick<CliContext, 'args' | 'options'> {
  const options = Object.fromEntries(Object.entries(command.options).map(([name, { type }]) => [name, { type }]))
  try {
    const parsed = parseArgs({
      args: argv.slice(command.name.split(' ').length),
      options: { ...options, json: { type: 'boolean' } },
      allowPositionals: true,
    })
    return { args: parsed.positionals, options: parsed.values as CliContext['options'] }
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function explain(error: unknown, command: CliCommand, json: boolean): ExitCode {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n${helpOf(command)}\n`)
    if (json) process.stdout.write(`${JSON.stringify({ code: 'usage', message: error.message })}\n`)
    return 2
  }
  const known = error instanceof Problem
  const message = known ? error.say('zh') : String(error instanceof Error ? (error.stack ?? error.message) : error)
  process.stderr.write(`${message}\n`)
  if (json) process.stdout.write(`${JSON.stringify(known ? error.body('zh') : { code: 'server.failed', message })}\n`)
  return 3
}

function helpOf(command: CliCommand): string {
  const options = Object.entries(command.options).map(([name, { describe }]) => `  --${name.padEnd(12)} ${describe}`)
  return [`用法：npm run ybz -- ${command.usage} [--json]`, command.summary, ...options].join('\n')
}

function overview(): string {
  const rows = cliCommands.map((one) => `  ${one.usage}\n      ${one.summary}`)
  return [
    '一本账 命令行（数据文件夹由 YBZ_DATA 指定）',
    ...rows,
    '退出码：0 完成，1 有需要查看的问题，2 用法不对，3 失败。任何命令加 --json 只输出 JSON。',
  ].join('\n')
}

process.exitCode = await main(process.argv.slice(2))
