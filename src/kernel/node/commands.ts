import type { Reader } from '#kernel/reader.ts'
import type { App } from './app.ts'
import type { Tx } from './db.ts'

/**
 * What slices can be asked to do, by routes, jobs, imports and the CLI alike. Each slice declares its commands by
 * declaration merging in its commands.ts:
 *   declare module '#kernel/node/commands.ts' { interface Commands { 'place.save': { input: …; output: … } } }
 * A command runs inside the caller's transaction, so a larger act (an import) stays one transaction.
 */
export interface Commands {}

export interface CommandContext {
  app: App
  tx: Tx
  reader: Reader
}

type CommandHandler<K extends keyof Commands> = (
  context: CommandContext,
  input: Commands[K] extends { input: infer I } ? I : never,
) => Promise<Commands[K] extends { output: infer O } ? O : never>

export type CommandTable = { [K in keyof Commands]?: CommandHandler<K> }

export interface CommandRunner {
  run: <K extends keyof Commands>(
    context: CommandContext,
    name: K,
    input: Commands[K] extends { input: infer I } ? I : never,
  ) => Promise<Commands[K] extends { output: infer O } ? O : never>
}

/** Gathers the tables handed in by the composition root. Two slices offering one name is a mistake in the code. */
export function commandRunner(tables: CommandTable[]): CommandRunner {
  const all = new Map<string, (context: CommandContext, input: never) => Promise<unknown>>()
  for (const table of tables) {
    for (const [name, handler] of Object.entries(table)) {
      if (all.has(name)) throw new Error(`command ${name} is offered twice`)
      all.set(name, handler as (context: CommandContext, input: never) => Promise<unknown>)
    }
  }
  return {
    run: (context, name, input) => {
      const handler = all.get(name as string)
      if (!handler) throw new Error(`no command ${String(name)}`)
      return handler(context, input as never) as never
    },
  }
}
