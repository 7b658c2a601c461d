import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { App } from '#kernel/node/app.ts'
import { room } from '#kernel/node/room.ts'
import { route } from '#kernel/node/route.ts'
import { buildHttp } from './http.ts'

it('counts those who are told to come back among the requests of their address', async () => {
  const full = room(1, 0)
  full.enter('somebody', '')
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

it('counts made-up sessions as one stranger whatever else is wrong with what they send', async () => {
  const db = { asGate: async () => undefined } as unknown as App['db']
  const spec = { method: 'POST', path: '/api/form', access: 'session', summary: 'form', run: () => ({}) } as const
  const http = await buildHttp({ db } as App, [route(spec)], { webFolder: null, trustProxy: false, version: 'test' })
  try {
    const broken = [
      ['image/jpeg', 'not to be read'],
      ['application/json', '{'],
      ['application/json', ' '.repeat(3_000_000)],
      ['what is this', ''],
    ] as const
    let last = 0
    for (let n = 0; n < 2_000 && last !== 429; n += 1) {
      const [type, payload] = broken[n < 40 ? n % 4 : 0]!
      const headers = { 'x-ybz': '1', 'content-type': type, cookie: `ybz=made-up-${n}` }
      last = (await http.inject({ method: 'POST', url: '/api/form', headers, payload })).statusCode
      assert.ok(last === 401 || last === 429, `${type} → ${last}`)
    }
    assert.equal(last, 429)
  } finally {
    await http.close()
  }
})
