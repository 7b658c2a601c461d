import type { App } from '#kernel/node/app.ts'
import type { Settings } from '#server/settings.ts'

/** 0 done · 1 done, with findings a person must look at · 2 the command line is wrong · 3 it failed. */
export type ExitCode = 0 | 1 | 2 | 3

export interface CliContext {
  settings: Settings
  /** Opens the database (joining a running server's) and the application, once. */
  app: () => Promise<App>
  args: string[]
  options: Record<string, string | boolean | undefined>
  json: boolean
  /** The command's answer: standard output, nothing else goes there with --json. */
  print: (value: unknown, text: string) => void
  /** Progress and remarks: standard error. */
  say: (text: string) => void
}

export interface CliCommand {
  name: string
  usage: string
  summary: string
  options: Record<string, { type: 'string' | 'boolean'; describe: string }>
  run: (context: CliContext) => Promise<ExitCode>
}

/** The command line itself is wrong: says how it should be. */
export class UsageError extends Error {}

export function required(context: CliContext, name: string): string {
  const value = context.options[name]
  if (typeof value !== 'string' || value === '') throw new UsageError(`缺少 --${name}`)
  return value
}

export function argument(context: CliContext, at: number, name: string): string {
  const value = context.args[at]
  if (!value) throw new UsageError(`缺少 ${name}`)
  return value
}
