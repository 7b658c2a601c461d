import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { shippedKinds } from '#slices/ledger/catalogue.ts'
import { readChat } from './chat-lines.ts'

const read = (text: string) =>
  readChat(text, {
    kinds: [...shippedKinds.values()],
    places: ['梨园小区', '梨园', '老邮局1号院', '槐树巷'],
    parties: [
      { kind: 'unit', name: '区水务局' },
      { kind: 'team', name: '银杏队' },
    ],
    today: '2025-08-20',
    year: 2025,
  })
/** Without the note, which is the sentence itself. */
const plain = (text: string): Record<string, string>[] =>
  read(text).map(({ kind, values }) => ({
    kind,
    ...Object.fromEntries(Object.entries(values).filter(([key]) => key !== 'note')),
  }))

describe('lines of a group chat', () => {
  it('give place, day and every quantity, the second number of one thing included', () => {
    assert.deepEqual(plain('今天在老邮局1号院清理垃圾3处1.2吨,小广告20条'), [
      {
        kind: 'cleanup',
        place: '老邮局1号院',
        day: '2025-08-20',
        'm.piles': '3处',
        'm.tons': '1.2吨',
        'm.smallAds': '20条',
      },
    ])
  })

  it('take 昨天 from the day the message was sent, and a written day before that', () => {
    const drafts = plain('李强 2025/8/3 9:15\n昨天梨园小区清理垃圾2处\n7月30日槐树巷整治乱停乱放6辆')
    assert.deepEqual(
      drafts.map((one) => [one.place, one.day]),
      [
        ['梨园小区', '2025-08-02'],
        ['槐树巷', '2025-07-30'],
      ],
    )
  })

  it('know other kinds by their words, with the units and teams they name', () => {
    assert.deepEqual(plain('8月15日周五集中整治,区水务局参加人数15人,在槐树巷'), [
      { kind: 'friday', place: '槐树巷', day: '2025-08-15', 'm.attendance': '15人', 'f.units': '区水务局' },
    ])
    const [event] = plain('银杏队今天在梨园小区开展志愿服务活动,参与人次28人次')
    assert.deepEqual([event!.kind, event!['f.teams'], event!['m.attendance']], ['volunteer-event', '银杏队', '28人次'])
  })

  it('know short words for people taking part, and hours without a word of their own', () => {
    const [event] = plain('8月16日在梨园小区开展志愿服务活动,参加15人,2小时')
    assert.deepEqual([event!['m.attendance'], event!['m.hours']], ['15人', '2小时'])
  })

  it('keep an unknown place and an impossible day as written, for a person to put right', () => {
    const [draft] = plain('2月30日在丁香小区清理垃圾2处')
    assert.deepEqual([draft!.place, draft!.day], ['丁香小区', '2月30日'])
  })

  it('make nothing of talk, pictures and numbers that count nothing', () => {
    assert.deepEqual(read('收到\n[图片]\n大家辛苦了\n15:30 开会,3楼会议室\n电话13900000000'), [])
  })

  it('say which quantity found no place in the record', () => {
    assert.deepEqual(
      read('今天梨园小区清理垃圾2处,拆除条幅7幅,发放手册30份').flatMap((one) => one.unclaimed),
      ['拆除条幅7幅', '发放手册30份'],
    )
  })
})
