import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Launch } from './launch.ts'
import { databaseProblems } from './problems.ts'

/** A unix socket's address holds about 104 bytes on some systems; the file's own name is part of it. */
const LONGEST_SOCKET_PATH = 100
export const SOCKET_PORT = 5432

/**
 * The folder of the database's socket: `<data>/run`, or for a long path a folder under the system's temporary one
 * whose name follows from the real path, so that every process finds the same one. Changes nothing.
 */
export async function socketFolder(dataFolder: string): Promise<string> {
  const real = await realpath(dataFolder)
  const near = join(real, 'run')
  if (Buffer.byteLength(join(near, `.s.PGSQL.${SOCKET_PORT}`)) <= LONGEST_SOCKET_PATH) return near
  return join(tmpdir(), `yibenzhang-${createHash('sha256').update(real).digest('hex').slice(0, 20)}`)
}

/** Makes the folder, closed to everyone but `user`; whoever may enter it may use the ledger, there is no password. */
export async function makePrivateFolder(folder: string, user: Launch['user']): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (process.platform === 'win32') return
  const uid = user?.uid ?? process.getuid!()
  const found = await lstat(folder)
  // Anyone may make a name under the temporary folder first, so what is there is only used if it is ours.
  if (!found.isDirectory() || (found.uid !== uid && found.uid !== process.getuid!())) {
    throw databaseProblems['database.socket.unsafe']({ folder })
  }
  if (user !== undefined) await chown(folder, user.uid, user.gid)
  await chmod(folder, 0o700)
}
