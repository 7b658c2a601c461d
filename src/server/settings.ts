import { resolve } from 'node:path'

/** How this process was asked to run; every variable is described in docs/deploy. */
export interface Settings {
  port: number
  host: string
  dataFolder: string
  databaseUrl: string | undefined
  pgBin: string | undefined
  demo: boolean
  trustProxy: boolean
  /** Where the daily backup goes: a folder that is not on this machine. */
  backupFolder: string | undefined
}

/** Paths are taken from where the caller stood (npm changes the working folder to the project's). */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const from = callerFolder(env)
  return {
    port: Number(env.PORT ?? 8080),
    host: env.HOST || '127.0.0.1',
    dataFolder: env.YBZ_DATA ? resolve(from, env.YBZ_DATA) : resolve(import.meta.dirname, '../../data'),
    databaseUrl: env.DATABASE_URL || undefined,
    pgBin: env.YBZ_PG_BIN || undefined,
    demo: env.YBZ_DEMO !== '0',
    trustProxy: env.YBZ_TRUST_PROXY === '1',
    backupFolder: env.YBZ_BACKUP_TO ? resolve(from, env.YBZ_BACKUP_TO) : undefined,
  }
}

export function callerFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env.INIT_CWD ?? process.cwd()
}
