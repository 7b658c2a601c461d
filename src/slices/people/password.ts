import { hash, verify } from '@node-rs/argon2'
import { accountProblems } from './account-problems.ts'

// argon2id with the parameters OWASP names first (19 MiB, 2 passes, 1 lane).
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
// The commonest shapes; what decides is length, so this list stays short.
const COMMON =
  /^(?:(.)\1+|(?:0?123456789\d*)|(?:password\d*)|(?:qwertyuiop\d*)|(?:admin\d*)|(?:a?1?2?3?4?5?6?7?8?9?0?abcdef\w*)|(?:iloveyou\d*)|(?:woaini\d*)|(?:5201314\d*))$/i

let decoy: Promise<string> | undefined

export async function hashPassword(password: string): Promise<string> {
  if (COMMON.test(password)) throw accountProblems['password.common']({}, 'password')
  return hash(password, OPTIONS)
}

/**
 * Whether the password fits. An unknown account is checked against a decoy, so that the time taken does not tell
 * whether the account exists (ASVS 6.3.8).
 */
export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hash('a password nobody has been given', OPTIONS)
  const fits = await verify(stored ?? (await decoy), password)
  return fits && stored != null
}
