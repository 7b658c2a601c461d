import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FastifyRequest } from 'fastify'
import { callerKeys } from './caller-keys.ts'

const request = (ip: string, secret?: string, url = '/api/session'): FastifyRequest =>
  ({ ip, url, cookies: secret === undefined ? {} : { ybz: secret } }) as unknown as FastifyRequest

describe('whom a limit counts', () => {
  it('counts phones behind one address each for itself, and strangers together', () => {
    const { keyOf } = callerKeys()
    const [one, two] = [keyOf(request('203.0.113.4', 'a')), keyOf(request('203.0.113.4', 'b'))]
    assert.notEqual(one, two)
    assert.equal(keyOf(request('198.51.100.7', 'a')), one)
    assert.equal(keyOf(request('203.0.113.4')), keyOf(request('203.0.113.4', '')))
    assert.ok(!one.includes('a-secret') && !keyOf(request('203.0.113.4', 'a-secret')).includes('a-secret'))
  })

  it('looks at the one cookie that opens the door, whatever stands beside it', () => {
    const { keyOf } = callerKeys()
    const both = (protocol: string, host: string): FastifyRequest => {
      const cookies = { ybz: 'mine', '__Host-ybz': host }
      return { ip: '203.0.113.4', protocol, url: '/api/session', cookies } as unknown as FastifyRequest
    }
    assert.equal(keyOf(both('http', 'one')), keyOf(both('http', 'two')))
    assert.notEqual(keyOf(both('https', 'one')), keyOf(both('https', 'two')))
  })

  it('takes no session for an excuse where none is asked for', () => {
    const { keyOf } = callerKeys()
    assert.equal(keyOf(request('203.0.113.4', 'a', '/assets/x.js')), '203.0.113.4')
  })

  it('counts an address as one caller once it has shown many sessions that are none', () => {
    const { keyOf, noteStranger } = callerKeys()
    for (let n = 0; n < 599; n += 1) noteStranger(request('203.0.113.4', `made-up-${n}`))
    assert.notEqual(keyOf(request('203.0.113.4', 'a')), '203.0.113.4')
    noteStranger(request('203.0.113.4', 'one-more'))
    assert.equal(keyOf(request('203.0.113.4', 'a')), '203.0.113.4')
    assert.notEqual(keyOf(request('203.0.113.5', 'a')), '203.0.113.5')
  })
})
