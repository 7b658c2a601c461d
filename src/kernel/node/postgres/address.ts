import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { PoolConfig } from 'pg'
import { DATABASE_NAME, OWNER_ROLE } from './database.ts'
import { SOCKET_PORT } from './socket-folder.ts'

/** Where our own server listens and who connects how. */
export interface Address {
  owner: PoolConfig
  superuser: PoolConfig
  url: string
  settings: Record<string, string>
  /** Only where there are no unix sockets. */
  passwordFile?: string
}

/**
 * A unix socket in a folder closed to others, nothing on the network. Node cannot use unix sockets on Windows; there it
 * is a free port of the loopback address with a password kept in the data folder, both remembered in `run/address.json`.
 */
export async function makeAddress(dataFolder: string, sockets: string): Promise<Address> {
  if (process.platform !== 'win32') return socketAddress(sockets)
  const passwordFile = join(dataFolder, 'run', 'password')
  const password = await readFile(passwordFile, 'utf8').catch(async () => {
    const made = randomBytes(24).toString('hex')
    await writeFile(passwordFile, made, { mode: 0o600, flush: true })
    return made
  })
  const port = await freePort()
  await writeFile(join(dataFolder, 'run', 'port'), String(port))
  return { ...loopbackAddress(port, password), passwordFile }
}

/** The address of a server that another process has started in this folder. */
export async function knownAddress(dataFolder: string, sockets: string): Promise<Address | undefined> {
  if (process.platform !== 'win32') return socketAddress(sockets)
  const read = (name: string) => readFile(join(dataFolder, 'run', name), 'utf8').catch(() => undefined)
  const [port, password] = await Promise.all([read('port'), read('password')])
  return port === undefined || password === undefined ? undefined : loopbackAddress(Number(port), password)
}

function socketAddress(sockets: string): Address {
  const place = { host: sockets, port: SOCKET_PORT, ssl: false }
  return {
    owner: { ...place, user: OWNER_ROLE, database: DATABASE_NAME },
    superuser: { ...place, user: 'postgres', database: 'postgres' },
    url: `postgresql://${OWNER_ROLE}@${encodeURIComponent(sockets)}:${SOCKET_PORT}/${DATABASE_NAME}`,
    settings: { listen_addresses: '', unix_socket_directories: sockets, port: String(SOCKET_PORT) },
  }
}

function loopbackAddress(port: number, password: string): Address {
  const place = { host: '127.0.0.1', port, ssl: false, password }
  return {
    owner: { ...place, user: OWNER_ROLE, database: DATABASE_NAME },
    superuser: { ...place, user: 'postgres', database: 'postgres' },
    url: `postgresql://${OWNER_ROLE}:${password}@127.0.0.1:${port}/${DATABASE_NAME}`,
    settings: { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port) },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}
