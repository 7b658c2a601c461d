import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { ApiProblem } from '#kernel/web/api-problem.ts'
import type { ReportDoc } from '../../doc.ts'
import { type Draft, DraftSaver, type SaveState } from './draft-saver.ts'

const paragraph = (text: string): ReportDoc => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
})

/** A page with one paragraph, and a server that answers when it is told to. */
function desk() {
  const page: Draft = { title: '五月小结', doc: paragraph('起草') }
  const sent: (Draft & { version: number })[] = []
  const states: SaveState[] = []
  let answer: () => Promise<void> = async () => {}
  let composing = false
  const saver = new DraftSaver({
    version: 4,
    read: () => structuredClone(page),
    composing: () => composing,
    send: async (body) => {
      sent.push(body)
      await answer()
      return { id: 'r', version: body.version + 1, state: 'draft', doc: body.doc }
    },
    answered: () => {},
    changed: (state) => states.push(state),
  })
  return {
    saver,
    sent,
    states,
    write: (text: string) => {
      page.doc = paragraph(text)
      saver.touch()
    },
    whenAsked: (next: () => Promise<void>) => (answer = next),
    compose: (on: boolean) => (composing = on),
  }
}

const refuse = (code: string, status: number) => async () => {
  throw new ApiProblem({ code, status, message: code })
}

test('a burst of keys is saved once, with the version it stands on, and the next on the answer’s version', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] })
  const { saver, sent, write } = desk()
  write('整')
  write('整治')
  t.mock.timers.tick(1_000)
  assert.equal(sent.length, 0)
  t.mock.timers.tick(600)
  await saver.flush()
  write('整治完成')
  assert.equal(await saver.flush(), true)
  assert.deepEqual(
    sent.map((body) => body.version),
    [4, 5],
  )
})

test('who never stops typing is saved all the same', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] })
  const { saver, sent, write } = desk()
  for (let at = 0; at < 12; at += 1) {
    write(`第${at}次`)
    t.mock.timers.tick(1_000)
  }
  await saver.flush()
  assert.ok(sent.length > 1)
})

test('half a word of an input method is not saved', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] })
  const { saver, sent, write, compose } = desk()
  compose(true)
  write('ni')
  t.mock.timers.tick(5_000)
  assert.equal(sent.length, 0)
  compose(false)
  t.mock.timers.tick(500)
  await saver.flush()
  assert.equal(sent.length, 1)
})

test('what is typed while a save is under way is saved by the next', async () => {
  const { saver, sent, write, whenAsked } = desk()
  write('甲')
  whenAsked(async () => {
    whenAsked(async () => {})
    write('甲乙')
  })
  assert.equal(await saver.flush(), true)
  assert.deepEqual(
    sent.map((body) => body.doc),
    [paragraph('甲'), paragraph('甲乙')],
  )
  assert.equal(saver.state, 'saved')
})

test('nothing is sent when nothing differs', async () => {
  const { saver, sent, write } = desk()
  write('起草')
  assert.equal(await saver.flush(), true)
  assert.equal(sent.length, 0)
})

test('a report changed elsewhere is never written over', async () => {
  const { saver, sent, write, whenAsked } = desk()
  whenAsked(refuse('report.changed', 409))
  write('甲')
  assert.equal(await saver.flush(), false)
  assert.equal(saver.state, 'elsewhere')
  write('甲乙')
  assert.equal(await saver.flush(), false)
  assert.equal(sent.length, 1)
})

test('a server out of reach is asked again by itself; a refusal is not', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] })
  const { saver, sent, write, whenAsked } = desk()
  whenAsked(refuse('server.unreachable', 503))
  write('甲')
  assert.equal(await saver.flush(), false)
  assert.equal(saver.state, 'failed')
  whenAsked(refuse('request.invalid', 400))
  t.mock.timers.tick(10_000)
  await saver.flush()
  assert.equal(sent.length, 2)
  t.mock.timers.tick(60_000)
  assert.equal(sent.length, 2)
  mock.reset()
})
