import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { App } from '#kernel/node/app.ts'
import { room } from '#kernel/node/room.ts'
import { route } from '#kernel/node/route.ts'
import { buildHttp } from './http.ts'

it('counts those who are told to come back among the requests of their address', async () => {
  const full = room(1, 0)
  full.enter('somebody')
  const path = '/api/crowded'
  const crowded = route({ method: 'GET', path, access: 'public', summary: 'crowded', room: full, run: () => ({}) })
  const http = await buildHttp({} as App, [crowded], { webFolder: null, trustProxy: false, version: 'test' })
  try {
    const ask = async () => (await http.inject({ method: 'GET', url: path })).statusCode
    assert.equal(await ask(), 503)
    let last = 503
    for (let n = 0; n < 1_300 && last === 503; n += 1) last = await ask()
    assert.equal(last, 429)
  } finally {
    await http.close()
  }
})
