import assert from 'node:assert/strict'
import { connect, type AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { room } from '#kernel/node/room.ts'
import { route } from '#kernel/node/route.ts'
import { buildHttp } from '#server/http.ts'
import { routes } from '#server/slices.ts'
import { type BusyOffice, busyOffice } from './busy-office.ts'

const JPEG = 'image/jpeg'
const JSON_TYPE = 'application/json'
const FORM = 'multipart/form-data; boundary=b'

// What somebody sends is held in memory only once it is known who sends it, and only so many at a time.
describe('bad inputs: crowds and bodies', () => {
  let office: BusyOffice
  let http: FastifyInstance
  let port: number
  let cookie: string
  const small = room(1, 2)
  before(async () => {
    office = await busyOffice()
    cookie = `ybz=${await office.tokenOf('qin')}`
    const crowded = (path: string, upload: boolean) =>
      route({
        method: 'POST',
        path: `/api/c/:community/${path}`,
        access: ['write', 'cases'],
        summary: '',
        ...(upload ? { upload: true } : { body: z.strictObject({ words: z.string() }) }),
        transaction: 'own',
        room: small,
        run: async ({ request }) => {
          if (request.isMultipart()) await (await request.file())?.toBuffer()
          return { ok: true }
        },
      })
    http = await buildHttp(office.app, [...routes, crowded('crowd-form', false), crowded('crowd-file', true)], {
      webFolder: null,
      trustProxy: false,
      version: 'test',
      maxEventLoopDelay: 0,
    })
    await http.listen({ port: 0, host: '127.0.0.1' })
    port = (http.server.address() as AddressInfo).port
  })
  after(async () => {
    await http.close()
    await office.close()
  })

  const here = (path: string): string => `/api/c/${office.community.code}/${path}`
  const head = (method: string, path: string, type: string, length: number, who: string | null): string =>
    `${method} ${path} HTTP/1.1\r\nHost: x\r\nX-Ybz: 1\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n` +
    `${who === null ? '' : `Cookie: ${who}\r\n`}\r\n`

  /** Promises much, sends a little, and reads what is answered meanwhile. */
  async function promising(text: string): Promise<string> {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.on('data', (data) => (answer += data.toString('latin1')))
    socket.on('error', () => {})
    socket.write(text)
    const end = performance.now() + 15_000
    while (!answer.includes('\r\n\r\n') && performance.now() < end) await pause(10)
    socket.destroy()
    return /^HTTP\/1\.1 (\d\d\d)/.exec(answer)?.[1] ?? 'nothing'
  }

  it('a stranger is refused before what they send is read, whatever it is called', async () => {
    const photo = here(`field/photos/${'a'.repeat(64)}?device=${newId()}`)
    const asked: [string, string, string, string | null, string][] = [
      ['PUT', photo, JPEG, null, '401'],
      ['PUT', photo, JPEG, 'ybz=made-up', '401'],
      ['POST', here('field/batch'), JSON_TYPE, null, '401'],
      ['POST', here('field/batch'), JPEG, 'ybz=made-up', '401'],
      ['POST', here('entries'), JSON_TYPE, 'ybz=made-up', '401'],
      ['POST', here('imports'), FORM, null, '401'],
      ['POST', here(`entries/${office.entries.far}/photos`), JPEG, null, '401'],
      ['POST', '/api/session', JPEG, null, '415'],
      ['POST', '/api/session', JSON_TYPE, null, '413'],
      ['POST', '/api/none', JPEG, null, '404'],
      ['POST', '/api/none', JSON_TYPE, null, '404'],
      // Somebody signed in, where no picture is asked for or they have no right.
      ['POST', here('entries'), JPEG, cookie, '415'],
      ['POST', here('field/batch'), JPEG, cookie, '415'],
      ['POST', '/api/c/lindong/field/batch', JSON_TYPE, cookie, '404'],
    ]
    for (const [method, path, type, who, expected] of asked) {
      const status = await promising(`${head(method, path, type, 1_900_000, who)}{"begun":`)
      assert.equal(status, expected, `${method} ${path} ${type} ${who?.slice(0, 8)}`)
    }
  })

  it('a place is given back however a request ends', async () => {
    const bodies: [string, string, string][] = [
      [here('crowd-file'), JPEG, 'x'.repeat(400)],
      [here('crowd-form'), JSON_TYPE, '{"words":'],
      [here('crowd-file'), FORM, '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx'],
      [here('crowd-file'), FORM, ''],
    ]
    for (let n = 0; n < 80; n += 1) {
      const [path, type, begun] = bodies[n % bodies.length]!
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(head('POST', path, type, 50_000, cookie) + begun)
      // Gone before, while and after they are asked who they are.
      await pause((n * 7) % 60)
      socket.destroy()
    }
    const whole = async (type: string, payload: string): Promise<number> => {
      const headers = { cookie, 'x-ybz': '1', 'content-type': type }
      for (;;) {
        const { statusCode } = await http.inject({ method: 'POST', url: here('crowd-form'), headers, payload })
        if (statusCode !== 503) return statusCode
        await pause(20)
      }
    }
    for (let n = 0; n < 5; n += 1) {
      assert.equal(await whole(JSON_TYPE, '{'), 400)
      assert.equal(await whole(JSON_TYPE, '{"word":""}'), 400)
      assert.equal(await whole(JSON_TYPE, `"${'x'.repeat(2_200_000)}"`), 413)
      assert.equal(await whole('text/x', 'x'), 415)
      assert.equal(await whole(JSON_TYPE, '{"words":""}'), 200)
    }
    const places = ['a', 'b', 'c'].map((of) => small.enter(of, of))
    for (const place of places) place?.leave()
    assert.ok(
      places.every((place) => place !== null),
      'somebody who is gone still holds a place',
    )
    await Promise.all(
      ['a', 'b'].map(async (of) => {
        const place = small.enter(of, of)!
        await place.turn()
        place.leave()
      }),
    )
  })

  it('who sends a body drop by drop has at its end the rights of that moment', async () => {
    const { id } = await office.done('fang', 'POST', './accounts', { login: 'dripping', name: '慢慢', role: 'clerk' })
    office.accounts.dripping = id
    const body = JSON.stringify({ deviceId: newId(), operations: [], owed: [] })
    const slow = async (between: () => Promise<unknown>): Promise<string> => {
      const who = `ybz=${await office.tokenOf('dripping')}`
      const socket = connect(port, '127.0.0.1')
      let answer = ''
      socket.on('data', (data) => (answer += data.toString('latin1')))
      socket.write(head('POST', here('field/batch'), JSON_TYPE, body.length, who) + body.slice(0, 20))
      await pause(300)
      await between()
      socket.write(body.slice(20))
      while (!answer.includes('\r\n\r\n')) await pause(10)
      socket.destroy()
      return answer.slice(9, 12)
    }
    assert.equal(await slow(() => pause(2_200)), '200')
    const stopped = slow(async () => {
      await office.done('fang', 'PUT', `./accounts/${id}`, { status: 'disabled' })
      await pause(2_200)
    })
    assert.equal(await stopped, '401')
  })
})
