import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { type Served, serve } from './served.ts'

const ROOT = resolve(import.meta.dirname, '../..')

describe('kill -9 while people write', () => {
  let folder: string
  let passwords: Record<string, string>
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ybz-kill-'))
    const first = await serve({}, folder)
    passwords = first.passwords
    await first.stop()
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const signIn = async (server: Served): Promise<string> => {
    const answer = await fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-ybz': '1' },
      body: JSON.stringify({ login: 'ziliao', password: passwords.ziliao }),
    })
    assert.equal(answer.status, 200)
    return answer.headers.getSetCookie()[0]!.split(';')[0]!
  }

  const draft = (id: string) => ({
    id,
    kind: 'publicity-post',
    placeId: null,
    dayFrom: '2026-05-06',
    dayTo: '2026-05-06',
    amounts: {},
    fields: { title: '停电演练' },
    parties: {},
    via: 'form',
  })

  it('loses nothing it acknowledged, doubles nothing, and serves again', async () => {
    const acknowledged = new Set<string>()
    for (let round = 0; round < 3; round++) {
      const server = await serve({}, folder)
      const cookie = await signIn(server)
      let writing = true
      const writer = async (): Promise<void> => {
        while (writing) {
          const id = newId()
          try {
            const answer = await fetch(`${server.url}/api/c/practice/entries`, {
              method: 'POST',
              headers: { 'content-type': 'application/json', 'x-ybz': '1', cookie },
              body: JSON.stringify(draft(id)),
            })
            if (answer.status === 200) acknowledged.add(id)
          } catch {
            return
          }
        }
      }
      const before = acknowledged.size
      const writers = Array.from({ length: 6 }, writer)
      while (acknowledged.size < before + 40 + round * 25) await new Promise((wait) => setTimeout(wait, 5))
      server.process.kill('SIGKILL')
      writing = false
      await Promise.all(writers)
    }
    const server = await serve({}, folder)
    try {
      const cookie = await signIn(server)
      const found = new Map<string, number>()
      for (let page = 1; ; page++) {
        const answer = await fetch(`${server.url}/api/c/practice/entries?size=200&page=${page}`, {
          headers: { cookie },
        })
        const { rows } = (await answer.json()) as { rows: { id: string }[] }
        for (const { id } of rows) found.set(id, (found.get(id) ?? 0) + 1)
        if (rows.length < 200) break
      }
      assert.ok(acknowledged.size > 150)
      assert.deepEqual(
        [...acknowledged].filter((id) => found.get(id) !== 1),
        [],
      )
    } finally {
      await server.stop()
    }
  })

  it('refuses a second server on the same folder with a sentence, and leaves the first alone', async () => {
    const server = await serve({}, folder)
    try {
      const second = spawnSync(process.execPath, ['src/server/main.ts'], {
        cwd: ROOT,
        env: { ...process.env, PORT: '0', YBZ_DATA: folder, DATABASE_URL: '' },
        encoding: 'utf8',
      })
      assert.notEqual(second.status, 0)
      assert.match(second.stderr, new RegExp(`${server.process.pid}`))
      assert.equal((await fetch(`${server.url}/readyz`)).status, 200)
    } finally {
      await server.stop()
    }
  })
})
