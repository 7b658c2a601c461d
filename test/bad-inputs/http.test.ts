import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { route } from '#kernel/node/route.ts'
import { buildHttp } from '#server/http.ts'
import { routes } from '#server/slices.ts'
import { type BusyOffice, busyOffice, cleanup } from './busy-office.ts'

const BODY_MS = 2_000

// Numbers are those of docs/security-cases.md.
describe('bad inputs: HTTP', () => {
  let office: BusyOffice
  let http: FastifyInstance
  let port: number
  let folder: string
  let cookie: string
  before(async () => {
    office = await busyOffice()
    cookie = `ybz=${await office.tokenOf('qin')}`
    folder = await mkdtemp(join(tmpdir(), 'ybz-web-'))
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>账</title>')
    await writeFile(join(folder, 'assets', 'a-1.js'), '1')
    await writeFile(join(folder, 'secret.txt'), 'not to be served')
    const endless = route({
      method: 'GET',
      path: '/api/endless',
      access: 'session',
      summary: '',
      run: ({ reply }) => reply.type('text/plain').send(Readable.from(drip())),
    })
    http = await buildHttp(office.app, [...routes, endless], {
      webFolder: folder,
      trustProxy: true,
      version: 'test',
      bodyMs: BODY_MS,
      maxEventLoopDelay: 0,
    })
    await http.listen({ port: 0, host: '127.0.0.1' })
    port = (http.server.address() as AddressInfo).port
  })
  after(async () => {
    await http.close()
    await office.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** Sends bytes as they are and reads until the server closes, or for `ms`. */
  async function raw(bytes: string | Buffer, ms = 3_000): Promise<{ text: string; closed: boolean }> {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    let closed = false
    socket.on('data', (data) => (text += data.toString('latin1')))
    socket.on('close', () => (closed = true))
    socket.on('error', () => (closed = true))
    socket.write(bytes)
    const end = performance.now() + ms
    while (!closed && performance.now() < end) await pause(10)
    socket.destroy()
    return { text, closed }
  }

  const alive = async (): Promise<boolean> => (await fetch(`http://127.0.0.1:${port}/livez`)).ok

  it('case 61: requests that mean two things are one refusal, and the connection ends', async () => {
    const head = 'POST /api/session HTTP/1.1\r\nHost: x\r\nX-Ybz: 1\r\n'
    const twofold = [
      `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/session HTTP/1.1\r\nHost: x\r\n\r\n`,
      `${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\n{"a":1}`,
      `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
      `${head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`,
      `${head}Content-Length: -1\r\n\r\n`,
      `${head}Content-Length: 1e3\r\n\r\n`,
      `${head}X: a\nY: b\0c\r\n\r\n`,
      'GET / HTTP/1.1\r\nHost: x\r\n X-Folded: y\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      '\x16\x03\x01\x02\0\x01\0',
      '\0'.repeat(100),
    ]
    for (const bytes of twofold) {
      const { text, closed } = await raw(bytes)
      assert.ok(closed, JSON.stringify(bytes.slice(0, 120)))
      assert.ok(text === '' || /^HTTP\/1\.1 4\d\d /.test(text), JSON.stringify(bytes.slice(0, 120)) + text.slice(0, 60))
      assert.equal(text.match(/HTTP\/1\.1 /g)?.length ?? 0, text === '' ? 0 : 1, 'one answer')
    }
    assert.ok(await alive())
  })

  it('case 61: a megabyte of heading, a thousand headings, an endless address', async () => {
    for (const bytes of [
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(1_000_000)}\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'a=b; '.repeat(30_000)}\r\n\r\n`,
      `GET /${'a'.repeat(200_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: x\r\n${'X: y\r\n'.repeat(50_000)}\r\n`,
    ]) {
      const { text, closed } = await raw(bytes)
      assert.ok(closed && (text === '' || text.startsWith('HTTP/1.1 4')), text.slice(0, 60))
    }
    assert.ok(await alive())
  })

  it('case 61: whoever drips is put out; whoever says nothing does not stay', async () => {
    const drop =
      'POST /api/session HTTP/1.1\r\nHost: x\r\nX-Ybz: 1\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{'
    const started = performance.now()
    assert.ok((await raw(drop, 20_000)).closed)
    assert.ok(performance.now() - started < 19_000)
    const { headersTimeout, requestTimeout, keepAliveTimeout } = http.server
    assert.ok(headersTimeout > 0 && headersTimeout <= 20_000)
    assert.ok(requestTimeout > 0 && requestTimeout <= 120_000)
    assert.ok(keepAliveTimeout > 0 && keepAliveTimeout <= 30_000)
  })

  it('case 53: an upload that breaks off in the middle leaves the server as it was', async () => {
    const path = `/api/c/${office.community.code}/imports`
    for (const size of [50, 5_000, 500_000]) {
      const head =
        `POST ${path} HTTP/1.1\r\nHost: x\r\nX-Ybz: 1\r\nCookie: ${cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\n` +
        'Content-Length: 9000000\r\n\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(head + 'x'.repeat(size))
      await pause(60)
      socket.destroy()
    }
    await pause(100)
    assert.ok(await alive())
    assert.equal((await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie } })).status, 200)
  })

  it('a download ends when its reader is put out', async () => {
    const { id } = await office.done('fang', 'POST', './accounts', { login: 'xiazai', name: '下载', role: 'clerk' })
    office.accounts.xiazai = id
    const answer = await fetch(`http://127.0.0.1:${port}/api/endless`, {
      headers: { cookie: `ybz=${await office.tokenOf('xiazai')}` },
    })
    const reader = answer.body!.getReader()
    assert.ok(!(await reader.read()).done)
    await office.done('fang', 'PUT', `./accounts/${id}`, { status: 'disabled' })
    const ended = (async () => {
      for (;;) if ((await reader.read()).done) return 'whole'
    })().catch(() => 'cut')
    assert.equal(await Promise.race([ended, pause(8_000, 'still running', { ref: false })]), 'cut')
  })

  it('case 50: no path leads out of the folder of pages', async () => {
    for (const path of [
      '/assets/../secret.txt',
      '/assets/%2e%2e/secret.txt',
      '/assets/..%2fsecret.txt',
      '/assets/%2e%2e%2fsecret.txt',
      '/assets/....//secret.txt',
      '/assets//etc/passwd',
      '/assets/..\\secret.txt',
      '/assets/%00',
      '/assets/a-1.js%00.html',
      '/secret.txt',
      '/assets/%c0%ae%c0%ae/secret.txt',
      '//etc/passwd',
      '/assets/.',
      '/assets/',
    ]) {
      const { text } = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
      assert.ok(!text.includes('not to be served') && !text.includes('root:'), path)
      assert.match(text, /^HTTP\/1\.1 (?:200|4\d\d) /, path)
    }
    const asset = await fetch(`http://127.0.0.1:${port}/assets/a-1.js`)
    assert.deepEqual([asset.status, await asset.text()], [200, '1'])
  })

  it('case 31: nothing sends the browser elsewhere', async () => {
    for (const path of [
      '/?next=//evil.example',
      '/login?next=https://evil.example',
      '/api/session?next=/%5cevil.example',
      '//evil.example/..',
      '/%2f%2fevil.example',
      '/assets?next=javascript:1',
      '/welcome',
      '/\\evil.example',
    ]) {
      const answer = await http.inject({
        method: 'GET',
        url: path,
        headers: { host: 'ybz.example', 'x-forwarded-host': 'evil.example' },
      })
      assert.ok(answer.statusCode < 300 || answer.statusCode >= 400, `${path} → ${answer.statusCode}`)
      assert.equal(answer.headers.location, undefined)
      assert.doesNotMatch(answer.body, /evil/)
    }
  })

  it('every answer carries the headers that keep a browser safe, errors and files too', async () => {
    const far = `entries/${office.entries.far}/photos/${office.photo}`
    const inside = (path: string) => `/api/c/${office.community.code}/${path}`
    const asked: [string, string, number][] = [
      ['GET', '/', 200],
      ['GET', '/assets/a-1.js', 200],
      ['GET', '/assets/none.js', 404],
      ['GET', '/api/none', 404],
      ['GET', '/livez', 200],
      ['GET', inside('home'), 200],
      ['GET', inside('entries?page=x'), 400],
      ['GET', inside('accounts'), 403],
      ['GET', '/api/c/none/home', 404],
      ['GET', inside(far), 200],
      ['GET', inside(`${far}/thumb`), 200],
      ['GET', inside('entries.csv'), 200],
      ['GET', inside('entries.xlsx'), 200],
      ['GET', inside('entries.docx'), 200],
      ['GET', inside(`reports/${office.report}/report.docx`), 200],
      ['POST', inside('entries'), 400],
      ['DELETE', inside('entries'), 404],
      ['OPTIONS', inside('entries'), 404],
      ['GET', '/api/%ff', 400],
      ['GET', `/api/${'a'.repeat(900)}`, 404],
      ['GET', inside(`entries/${'a'.repeat(900)}`), 404],
    ]
    for (const [method, url, status] of asked) {
      const answer = await http.inject({
        method: method as 'GET',
        url,
        headers: { cookie, 'x-ybz': '1', 'x-forwarded-proto': 'https' },
        remoteAddress: '127.0.0.1',
        ...(method === 'POST' ? { payload: {} } : {}),
      })
      const withHttps = await http.inject({
        method: method as 'GET',
        url,
        headers: { cookie: cookie.replace('ybz', '__Host-ybz'), 'x-ybz': '1', 'x-forwarded-proto': 'https' },
        ...(method === 'POST' ? { payload: {} } : {}),
      })
      assert.ok(
        [status, 414].includes(withHttps.statusCode) || url.includes('%ff'),
        `${method} ${url} → ${withHttps.statusCode}`,
      )
      for (const { headers } of [answer, withHttps]) {
        assert.equal(headers['x-content-type-options'], 'nosniff', url)
        assert.equal(headers['x-frame-options'], 'DENY', url)
        assert.match(
          String(headers['content-security-policy']),
          /object-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/,
          url,
        )
        assert.equal(headers['referrer-policy'], 'same-origin', url)
        assert.equal(headers['cross-origin-resource-policy'], 'same-origin', url)
        if (!url.includes('%ff')) assert.match(String(headers['strict-transport-security']), /max-age=\d{7,}/, url)
        assert.equal(headers['x-powered-by'], undefined)
        assert.equal(headers['access-control-allow-origin'], undefined)
        if (url.startsWith('/api/')) assert.match(String(headers['cache-control']), /no-store|private, no-cache/, url)
      }
    }
  })

  it('a forged forwarding header neither changes who is counted nor what the cookie is called', async () => {
    const direct = await http.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login: 'x', password: 'y' },
      remoteAddress: '203.0.113.9',
      headers: { 'x-ybz': '1', 'x-forwarded-for': '10.0.0.1', 'x-forwarded-proto': 'https' },
    })
    assert.equal(direct.headers['strict-transport-security'], undefined)
    const counted = await office.app.db.asGate((tx) =>
      tx.selectFrom('sign_in_failure').select('key').where('key', 'like', 'address:%').execute(),
    )
    assert.ok(
      counted.some(({ key }) => key === 'address:203.0.113.9') &&
        !counted.some(({ key }) => key === 'address:10.0.0.1'),
    )
  })

  it('too many requests from one address are told to wait, and others are not', async () => {
    const ask = (remoteAddress: string) => http.inject({ method: 'GET', url: '/api/session', remoteAddress })
    let last = 200
    for (let i = 0; i < 1_300 && last !== 429; i++) last = (await ask('198.51.100.77')).statusCode
    assert.equal(last, 429)
    const refused = await ask('198.51.100.77')
    assert.ok(Number(refused.headers['retry-after']) > 0 && refused.json().code === 'request.too-many')
    assert.equal((await ask('198.51.100.78')).statusCode, 401)
  })

  it('content of another type than the route takes is refused', async () => {
    const url = `/api/c/${office.community.code}/entries`
    for (const type of [
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-7x',
      'image/png',
      'x',
    ]) {
      const headers = { cookie, 'x-ybz': '1', 'content-type': type }
      const answer = await http.inject({
        method: 'POST',
        url,
        headers,
        // Not the address whose patience an earlier case has used up.
        remoteAddress: '203.0.113.77',
        payload: type.includes('json') ? '{' : JSON.stringify(cleanup(null)),
      })
      assert.ok([400, 415].includes(answer.statusCode), `${type} → ${answer.statusCode}`)
      assert.match(answer.json().message, /[\u4e00-\u9fff]/)
    }
  })
})

async function* drip(): AsyncGenerator<string> {
  for (let i = 0; i < 300; i++) {
    yield `${i}\n`
    await pause(50)
  }
}
