import { addDays, type Day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { CaseDraft } from '#slices/cases/draft-schema.ts'
import type { CasePhoto } from '#slices/cases/schema.ts'
import type { CaseStep } from '#slices/cases/step-schema.ts'
import type { CastName } from './cast.ts'
import type { Picture } from './pictures.ts'
import type { Registers } from './registers.ts'

type Told<S> = S extends CaseStep ? Omit<S, 'version'> : never

/** One thing somebody does about one problem, so many days before today; acts of a day in the order told. */
export type Act = { id: string; daysAgo: number; order: number; who: CastName | 'drawn' } & (
  | { does: 'report'; draft: Omit<CaseDraft, 'id' | 'severity' | 'source'> & Partial<CaseDraft> }
  | { does: 'step'; step: Told<CaseStep> }
  | { does: 'photo'; picture: Picture; role: CasePhoto['role'] }
)

/** The problems of the demo, in every state a problem can be in. 马骏's unit answers for every sixth yard. */
export function problemsOf({ yards, alleys, units }: Registers, today: Day): Act[] {
  const afterToday = (days: number): Day => addDays(today, days)
  const acts: Act[] = []
  const yard = (at: number): string => yards[at]!.id
  const alley = (at: number): string => alleys[at]!.id
  const found = (daysAgo: number, who: CastName, draft: Extract<Act, { does: 'report' }>['draft']) => {
    const id = newId()
    const push = (
      act: Omit<Extract<Act, { does: 'step' }>, 'id' | 'order'> | Omit<Extract<Act, { does: 'photo' }>, 'id' | 'order'>,
    ) => {
      acts.push({ ...act, id, order: acts.length } as Act)
      return tell
    }
    const tell = {
      step: (days: number, actor: CastName | 'drawn', step: Told<CaseStep>) =>
        push({ daysAgo: days, who: actor, does: 'step', step }),
      photo: (days: number, actor: CastName, picture: Picture, role: CasePhoto['role']) =>
        push({ daysAgo: days, who: actor, does: 'photo', picture, role }),
    }
    acts.push({
      id,
      daysAgo,
      order: acts.length,
      who,
      does: 'report',
      draft: { severity: 'ordinary', source: 'patrol', ...draft },
    })
    return tell
  }
  const own = units[0]!
  const within = (n: number) => ({ limit: { n, unit: 'calendar-days' as const } })

  // Came back after it had been struck off: the second look opened a new problem.
  found(40, 'wangge', {
    typeCode: 'yard-hall',
    issue: '3号楼2单元楼道堆放旧家具',
    placeId: yard(0),
    locus: '3号楼2单元',
  })
    .photo(40, 'wangge', 'corridor-before', 'scene')
    .step(39, 'ziliao', { step: 'accept' })
    .step(39, 'ziliao', { step: 'dispatch', partyId: own, ...within(3), note: '请联系住户清走' })
    .step(38, 'ganbu', { step: 'start' })
    .photo(37, 'ganbu', 'corridor-after', 'after')
    .step(37, 'ganbu', { step: 'feed-back', note: '已和住户一起清走，楼道畅通', byCommunity: false })
    .step(36, 'shuji', { step: 'pass', note: '到现场看过，已清空' })
    .step(9, 'drawn', { step: 'relapse', note: '同一处又堆了纸箱' })
  // Stayed fixed.
  found(34, 'ziliao', { typeCode: 'yard-graffiti', issue: '东墙小广告多处', placeId: yard(6), locus: '东墙' })
    .photo(34, 'ziliao', 'wall-before', 'before')
    .step(34, 'ziliao', { step: 'dispatch', partyId: own, ...within(4) })
    .photo(32, 'ganbu', 'wall-after', 'after')
    .step(32, 'ganbu', { step: 'feed-back', note: '铲除并粉刷', byCommunity: false })
    .step(31, 'shuji', { step: 'pass', note: '墙面干净' })
    .step(20, 'drawn', { step: 'keep', note: '未见新的小广告' })
  // Late, and nobody has said anything.
  found(16, 'shuji', {
    typeCode: 'yard-road',
    severity: 'serious',
    issue: '院门口路面塌陷，雨后积水',
    placeId: yard(12),
    locus: '大门口',
  })
    .step(16, 'ziliao', { step: 'dispatch', partyId: own, ...within(10) })
    .step(15, 'ganbu', { step: 'start', note: '已联系施工队' })
  found(12, 'ziliao', {
    typeCode: 'alley-stall',
    source: 'hotline',
    sourceRef: '热线 20318',
    issue: '早餐摊占道，行人绕行',
    placeId: alley(1),
  }).step(12, 'ziliao', { step: 'dispatch', partyId: units[1]!, ...within(2) })
  // Sent back once to be done again, and being fixed.
  found(11, 'wangge', { typeCode: 'yard-garden', issue: '绿化带种菜，黄土裸露', placeId: yard(18), locus: '2号楼南侧' })
    .step(11, 'ziliao', { step: 'accept' })
    .step(11, 'ziliao', { step: 'dispatch', partyId: own, ...within(20) })
    .photo(7, 'ganbu', 'garden-after', 'after')
    .step(7, 'ganbu', { step: 'feed-back', note: '菜已拔除', byCommunity: false })
    .step(6, 'shuji', { step: 'rework', reason: '土还露着，没有补种草皮' })
  // Waits for a time: pipes first, paving later.
  found(25, 'ziliao', { typeCode: 'alley-road', issue: '巷口路面坑洼', placeId: alley(0), locus: '南口' })
    .step(25, 'ziliao', { step: 'dispatch', partyId: units[0]!, ...within(30) })
    .step(22, 'shuji', { step: 'suspend', reviewOn: afterToday(20), reason: '等雨污分流管道施工完再恢复路面' })
  // What the street must coordinate.
  found(18, 'ziliao', {
    typeCode: 'alley-cable',
    issue: '线缆垂落，离地不到两米',
    placeId: alley(3),
    locus: '12号门前',
    severity: 'serious',
  })
    .step(18, 'ziliao', { step: 'dispatch', partyId: units[3]!, ...within(30) })
    .step(14, 'shuji', { step: 'coordinate', body: '市通信发展办', reason: '属多家运营商共用杆路，社区协调不动' })
    .step(5, 'ziliao', { step: 'follow-up', note: '街道已发函，运营商答复下周到现场' })
  // Asks for more time.
  found(8, 'ziliao', { typeCode: 'yard-cable', issue: '3号楼外墙飞线杂乱', placeId: yard(0), locus: '3号楼' })
    .step(8, 'ziliao', { step: 'dispatch', partyId: own, ...within(14) })
    .step(2, 'ganbu', { step: 'ask-extension', until: afterToday(15), reason: '要和三家运营商约同一天停机整理' })
  // Fed back, waits for somebody who took no part.
  found(7, 'ziliao', {
    typeCode: 'yard-ad',
    source: 'superior',
    sourceRef: '城创办〔12〕号',
    issue: '宣传栏公益广告褪色',
    placeId: yard(6),
  })
    .photo(7, 'ziliao', 'board-before', 'scene')
    .step(6, 'ziliao', { step: 'dispatch', partyId: own })
    .photo(3, 'ganbu', 'board-after', 'after')
    .step(3, 'ganbu', { step: 'feed-back', note: '已更换新画面', byCommunity: false })
  // Struck off lately: the second look is due.
  found(9, 'ziliao', { typeCode: 'yard-parking', issue: '僵尸车长期占位', placeId: yard(12), locus: '西侧车位' })
    .step(9, 'ziliao', { step: 'dispatch', partyId: own, ...within(3) })
    .step(7, 'ganbu', { step: 'feed-back', note: '车主已开走两辆，清理一辆', byCommunity: false })
    .step(6, 'shuji', { step: 'pass', note: '车位已腾空' })
  // Not theirs, sent back to be handed out anew.
  found(4, 'ziliao', { typeCode: 'yard-light', issue: '2单元楼道灯不亮', placeId: yard(1), locus: '2单元' })
    .step(4, 'ziliao', { step: 'dispatch', partyId: own })
    .step(3, 'ganbu', { step: 'return', reason: '该院由市图书馆包抓，不是本单位' })
  // Handed out, on its way.
  found(2, 'wangge', {
    typeCode: 'yard-waste',
    issue: '垃圾桶满溢，地面有油污',
    placeId: yard(10),
    locus: '北门投放点',
  })
    .step(2, 'ziliao', { step: 'accept' })
    .step(2, 'ziliao', { step: 'dispatch', partyId: units[10 % units.length]!, ...within(5) })
  // Put right by the community itself.
  found(5, 'wangge', {
    typeCode: 'yard-hanging',
    issue: '单元门口晾晒被褥',
    placeId: yard(8),
    fixedOnSpot: '当场劝导，住户已收走',
  })
  found(10, 'ziliao', { typeCode: 'alley-front', issue: '两家商铺门前堆放杂物', placeId: alley(2) }).step(9, 'shuji', {
    step: 'self-close',
    note: '约谈店主，已清走',
  })
  found(6, 'wangge', { issue: '反映楼上装修噪声', placeId: yard(0) }).step(5, 'ziliao', {
    step: 'decline',
    reason: '装修在规定时段内，已向居民说明，不属创建问题',
  })
  // New: wait to be accepted and handed out; the same check item at three places.
  for (const at of [3, 9, 15]) {
    found(1, 'ziliao', { typeCode: 'yard-graffiti', issue: '楼道墙面有开锁小广告', placeId: yard(at), locus: '1单元' })
  }
  found(1, 'ganbu', {
    typeCode: 'yard-charge',
    severity: 'urgent',
    issue: '从三楼拉线给电动车充电',
    placeId: yard(18),
    locus: '1号楼',
  })
  // With the picture of another corridor, as it happens: the office is asked about it.
  found(0, 'wangge', { typeCode: 'yard-hall', issue: '楼道停放电动车', placeId: yard(0), locus: '5号楼1单元' }).photo(
    0,
    'wangge',
    'corridor-before',
    'scene',
  )
  return acts
}
