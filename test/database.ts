import type { PoolConfig } from 'pg'
import { testServer } from './test-server.ts'

/** An own, empty, migrated database for one test file. */
export interface TestDatabase {
  /** Connects as the role that owns the tables. */
  poolConfig: PoolConfig
  /** The same as one text. */
  url: string
  /** End your pools first. Drops the database; whoever is still connected is thrown out. */
  close(): Promise<void>
}

let made = 0

/**
 * Copies the migrated template, which takes some tens of milliseconds, so every test file (or test) can have its own.
 * Works inside `npm test`, which keeps one server for all files, and alone, where it starts one itself.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await testServer()
  made += 1
  const name = `test_${process.pid}_${made}`
  try {
    await server.ask(`create database ${name} template ${server.template}`)
  } catch (error) {
    await server.leave()
    throw error
  }
  const url = new URL(server.url)
  url.pathname = `/${name}`
  return {
    poolConfig: { ...server.poolConfig, database: name },
    url: url.href,
    async close() {
      try {
        await server.drop(name)
      } finally {
        await server.leave()
      }
    },
  }
}
