import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  type HowToInstall,
  howToInstall,
  INSTALL_WORDS,
  isInApp,
  mayAskToInstall,
  type Surroundings,
} from './install.ts'

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const ANDROID = 'Mozilla/5.0 (Linux; Android 14; V2318A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile'
const MAC =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari'

const how = (userAgent: string, more: Partial<Surroundings> = {}): HowToInstall =>
  howToInstall({ userAgent, maxTouchPoints: 5, standalone: false, offered: false, ...more })

describe('how the app comes onto the home screen', () => {
  it('is told by the browser it is open in', () => {
    assert.equal(how(`${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`), 'iphone')
    assert.equal(how(`${IPHONE} CriOS/137.0 Mobile/15E148 Safari/604.1`), 'ios-other')
    assert.equal(how(ANDROID), 'browser-menu')
    assert.equal(how(ANDROID, { offered: true }), 'offered')
    assert.equal(how(ANDROID, { standalone: true, offered: true }), 'installed')
  })

  it('an iPad that says it is a Mac is told of the button at its top, a Mac of the menu', () => {
    assert.equal(how(MAC), 'ipad')
    assert.match(INSTALL_WORDS.ipad, /右上角/)
    assert.equal(how(MAC, { maxTouchPoints: 0 }), 'browser-menu')
    assert.equal(how(`${MAC} CriOS/137.0`), 'ios-other')
  })

  it('inside 微信 and 企业微信 there is no way but out, whatever else is offered', () => {
    assert.equal(how(`${ANDROID} MicroMessenger/8.0.50`, { offered: true }), 'wechat')
    // It calls itself both.
    assert.equal(how(`${IPHONE} wxwork/4.1.30 MicroMessenger/7.0.1`), 'wecom')
    assert.ok(isInApp('wechat') && isInApp('wecom') && !isInApp('iphone'))
  })
})

describe('when one is asked to install', () => {
  const DAY = 86_400_000
  const now = Date.UTC(2026, 5, 1)

  it('until it is done, and not again for three weeks once it was put off', () => {
    assert.equal(mayAskToInstall('iphone', null, now), true)
    assert.equal(mayAskToInstall('installed', null, now), false)
    assert.equal(mayAskToInstall('browser-menu', 'installed', now), false)
    assert.equal(mayAskToInstall('offered', String(now - 20 * DAY), now), false)
    assert.equal(mayAskToInstall('offered', String(now - 22 * DAY), now), true)
    // Put off by a clock that went ahead.
    assert.equal(mayAskToInstall('offered', String(now + 400 * DAY), now), true)
    assert.equal(mayAskToInstall('offered', 'nonsense', now), true)
  })

  it('never inside another app, where it cannot be done', () => {
    assert.equal(mayAskToInstall('wechat', null, now), false)
  })
})
