import { randomUUID } from 'node:crypto'
import { chown, link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { databaseProblems } from './problems.ts'
import { identifyProcess, isAlive, type ProcessIdentity } from './process-identity.ts'

/** Who holds a data folder. `purpose` tells the server, which stays, from a command, which ends by itself. */
export interface LockHolder extends ProcessIdentity {
  since: string
  purpose: 'server' | 'command'
  database: 'embedded' | 'external'
}

export interface FolderLock {
  release(): Promise<void>
}

/**
 * At most one living process holds `folder`, without a kernel lock (Node has none) and without a race when two
 * processes find the same dead holder. The lock is the file with the highest number in `<folder>/lock`. Numbers only
 * rise: a holder leaves its file behind marked as released, a successor makes the next number with link(), which one
 * process alone can win, and whoever finds a higher number beside his own gives way.
 *
 * @throws database.folder.inUse when a living process holds it
 */
export async function lockFolder(
  folder: string,
  purpose: LockHolder['purpose'],
  database: LockHolder['database'],
): Promise<FolderLock> {
  const locks = join(folder, 'lock')
  await mkdir(locks, { recursive: true, mode: 0o700 })
  const me: LockHolder = { ...identifyProcess(process.pid)!, since: new Date().toISOString(), purpose, database }
  const draft = await writeDraft(locks, JSON.stringify(me))
  try {
    for (;;) {
      const top = Math.max(0, ...(await numbersIn(locks)))
      const holder = top === 0 ? undefined : await readHolder(join(locks, String(top)))
      if (holder !== undefined && isAlive(holder)) {
        throw databaseProblems['database.folder.inUse']({ folder, pid: holder.pid, since: holder.since })
      }
      const mine = join(locks, String(top + 1))
      const won = await link(draft, mine).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'EEXIST') return false
          throw error
        },
      )
      if (!won) continue
      const others = await numbersIn(locks)
      if (others.some((other) => other > top + 1)) {
        await rm(mine, { force: true })
        continue
      }
      for (const other of others) if (other <= top) await rm(join(locks, String(other)), { force: true })
      return { release: () => releaseLock(locks, mine) }
    }
  } finally {
    await rm(draft, { force: true })
  }
}

/** The living holder of a data folder, or undefined. Never waits, changes nothing. */
export async function folderHolder(folder: string): Promise<LockHolder | undefined> {
  const locks = join(folder, 'lock')
  const top = Math.max(0, ...(await numbersIn(locks)))
  const holder = top === 0 ? undefined : await readHolder(join(locks, String(top)))
  return holder !== undefined && isAlive(holder) ? holder : undefined
}

async function releaseLock(locks: string, mine: string): Promise<void> {
  await rename(await writeDraft(locks, '{}'), mine)
}

async function writeDraft(locks: string, text: string): Promise<string> {
  const draft = join(locks, `draft-${randomUUID()}`)
  await writeFile(draft, text, { mode: 0o600, flush: true })
  if (process.getuid?.() === 0) {
    // Root may lend a hand in another user's folder; that user must be able to read the mark afterwards.
    const { uid, gid } = await stat(locks)
    await chown(draft, uid, gid)
  }
  return draft
}

async function numbersIn(locks: string): Promise<number[]> {
  const names = await readdir(locks).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [] as string[]
    throw error
  })
  return names.filter((name) => /^\d+$/.test(name)).map(Number)
}

/** Undefined for a released lock and for one whose file went away or was cut short by a power failure. */
async function readHolder(file: string): Promise<LockHolder | undefined> {
  try {
    const holder = JSON.parse(await readFile(file, 'utf8')) as Partial<LockHolder>
    return typeof holder.pid === 'number' ? (holder as LockHolder) : undefined
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
