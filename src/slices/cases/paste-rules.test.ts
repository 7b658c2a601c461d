import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPastedList } from './paste-rules.ts'

const KNOWN = new Set(['石榴小区', '丹桂巷', '第三网格', '2号楼'])
const read = (text: string) => readPastedList(text, (words) => KNOWN.has(words))
const short = (text: string) => read(text).items.map(({ where, issue }) => [where, issue])

test('one problem a line', () => {
  assert.deepEqual(short('石榴小区东门垃圾桶满溢\n丹桂巷路面破损三处\n'), [
    ['', '石榴小区东门垃圾桶满溢'],
    ['', '丹桂巷路面破损三处'],
  ])
})

test('numbered in every way offices number', () => {
  for (const [first, second] of [
    ['1.', '2.'],
    ['1、', '2、'],
    ['1）', '2)'],
    ['(1)', '（2）'],
    ['一、', '二、'],
    ['（一）', '（二）'],
    ['一是', '二是'],
    ['①', '②'],
    ['- ', '• '],
  ]) {
    assert.deepEqual(
      short(`${first}楼道堆放杂物\n${second}宣传栏玻璃破碎`),
      [
        ['', '楼道堆放杂物'],
        ['', '宣传栏玻璃破碎'],
      ],
      first,
    )
  }
})

test('a number inside a problem is no numbering', () => {
  assert.deepEqual(short('1.2号楼前2.5米处有积水\n2.3单元门口堆物3处'), [
    ['', '2号楼前2.5米处有积水'],
    ['', '3单元门口堆物3处'],
  ])
  assert.deepEqual(short('12345热线反映路灯不亮'), [['', '12345热线反映路灯不亮']])
})

test('several in one sentence', () => {
  assert.deepEqual(
    short('石榴小区存在以下问题：一是垃圾桶满溢；二是非机动车乱停；三是楼道有小广告。').map(([, issue]) => issue),
    ['垃圾桶满溢', '非机动车乱停', '楼道有小广告'],
  )
  assert.deepEqual(short('石榴小区：1.垃圾桶满溢；2.楼道有小广告'), [
    ['石榴小区', '垃圾桶满溢'],
    ['石榴小区', '楼道有小广告'],
  ])
})

test('headings name the place of what stands below them', () => {
  const text = `各社区：现将督查发现的问题交办如下
一、石榴小区（2处）
1.东门垃圾桶满溢
2.飞线充电
二、丹桂巷
1.井盖破损
【和美家园】
1、楼道杂物未清
请于3月5日前整改到位。`
  const { items, left } = read(text)
  assert.deepEqual(
    items.map(({ where, issue, line }) => [where, issue, line]),
    [
      ['石榴小区', '东门垃圾桶满溢', 3],
      ['石榴小区', '飞线充电', 4],
      ['丹桂巷', '井盖破损', 6],
      ['和美家园', '楼道杂物未清', 8],
    ],
  )
  assert.deepEqual(
    left.map(({ line }) => line),
    [1, 9],
  )
})

test('a place the register does not know is still a heading', () => {
  assert.deepEqual(short('一、利民小区（2处）\n1.飞线充电\n2.楼道堆物\n新民里：\n3.井盖松动\n惠民巷\n4.占道经营'), [
    ['利民小区', '飞线充电'],
    ['利民小区', '楼道堆物'],
    ['新民里', '井盖松动'],
    ['惠民巷', '占道经营'],
  ])
  assert.deepEqual(short('车辆乱停占满小巷\n垃圾堆放在广场'), [
    ['', '车辆乱停占满小巷'],
    ['', '垃圾堆放在广场'],
  ])
})

test('who is to do it and by when stand apart from the problem', () => {
  const [one, two, three] = read(
    '1.绿地裸露（责任单位：绿化所，整改时限：3个工作日）\n2.污水外溢，责任单位：排水公司，限6月20日前完成\n3.围挡破损（时限：24小时）',
  ).items
  assert.deepEqual([one!.issue, one!.party, one!.due], ['绿地裸露', '绿化所', '3个工作日'])
  assert.deepEqual([two!.issue, two!.party, two!.due], ['污水外溢', '排水公司', '6月20日'])
  assert.deepEqual([three!.issue, three!.party, three!.due], ['围挡破损', '', '24小时'])
})

test('nothing is lost: every line is a problem, a heading, or left', () => {
  const text = '通知\n收到\n1.墙面小广告\n2.\n3.路灯不亮\n谢谢'
  const { items, left } = read(text)
  assert.deepEqual([items.length, left.map(({ text: words }) => words)], [2, ['通知', '收到', '', '谢谢']])
  assert.deepEqual(read(''), { items: [], left: [] })
})

test('a long line of nothing but marks takes no time', () => {
  for (const text of [
    '一'.repeat(20_000),
    '1.'.repeat(10_000),
    '（'.repeat(20_000),
    '责任单位：'.repeat(4_000),
    '；一是'.repeat(5_000),
  ]) {
    const { items, left } = read(text)
    assert.ok(items.length + left.length > 0)
  }
})

test('the time asked for inside a sentence is no part of the problem', () => {
  const said = (text: string) => read(text).items.map(({ issue, due }) => [issue, due])
  assert.deepEqual(
    said(
      [
        '1.东门垃圾桶满溢，限3日内整改到位',
        '2.楼道堆物，请于6月20日前整改到位。',
        '3.路灯不亮，5个工作日内办结',
        '4.污水外溢，务必于6月底前完成整改',
        '5.接到反映后2小时内无人清理',
      ].join('\n'),
    ),
    [
      ['东门垃圾桶满溢', '3日内'],
      ['楼道堆物', '6月20日'],
      ['路灯不亮', '5个工作日内'],
      ['污水外溢', '6月底'],
      ['接到反映后2小时内无人清理', ''],
    ],
  )
})
