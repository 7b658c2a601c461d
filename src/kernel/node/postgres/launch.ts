import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { databaseProblems } from './problems.ts'

/**
 * How the database's programs are started: the words put before each command, the system user they run as (undefined:
 * the same as ours) and whether the kernel stops them by itself when this process dies.
 */
export interface Launch {
  prefix: string[]
  user: { uid: number; gid: number } | undefined
  diesWithParent: boolean
}

const run = promisify(execFile)

/**
 * PostgreSQL refuses to run as root, so root hands it to another user: the one who already owns `existing` (the
 * database folder), else `postgres`, else `nobody`. `prepare` is called with that user and must make the folders;
 * it returns the ones the database has to reach and write.
 *
 * When checkout or data lie below a folder closed to others (0700), a plain change of user cannot reach them. Then the
 * programs keep one right of root, reading and writing past permissions. `no_setuid_fixup` keeps that right across the
 * change of user; without it the server cannot even find itself.
 *
 * @throws database.root.drop, or what `prepare` throws
 */
export async function planLaunch(
  postgres: string,
  existing: string,
  prepare: (user: Launch['user']) => Promise<string[]>,
): Promise<Launch> {
  if (process.platform !== 'linux') {
    await prepare(undefined)
    return { prefix: [], user: undefined, diesWithParent: false }
  }
  const deathSignal = ['--pdeathsig', 'INT']
  if (process.getuid!() !== 0) {
    await prepare(undefined)
    const known = await run('setpriv', [...deathSignal, 'true']).then(
      () => true,
      () => false,
    )
    return { prefix: known ? ['setpriv', ...deathSignal] : [], user: undefined, diesWithParent: known }
  }
  const user = await userFor(existing)
  const folders = await prepare(user)
  const become = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--init-groups']
  const plain = ['setpriv', ...become, ...deathSignal]
  const reaching = [
    'setpriv',
    '--securebits=+no_setuid_fixup',
    ...become,
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    ...deathSignal,
  ]
  let reason = ''
  for (const prefix of [plain, reaching]) {
    try {
      await run(prefix[0]!, [...prefix.slice(1), postgres, '--version'])
      for (const folder of folders)
        await run(prefix[0]!, [...prefix.slice(1), 'test', '-w', folder, '-a', '-x', folder])
      return { prefix, user, diesWithParent: true }
    } catch (error) {
      const { stderr, message } = error as Error & { stderr?: string }
      reason = stderr?.trim() || message
    }
  }
  throw databaseProblems['database.root.drop']({ reason })
}

async function userFor(existing: string): Promise<{ uid: number; gid: number }> {
  const owner = await stat(existing).catch(() => undefined)
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
    } catch {
      // Not on this machine; the next name may be.
    }
  }
  throw databaseProblems['database.root.drop']({ reason: 'postgres, nobody: no such user' })
}
