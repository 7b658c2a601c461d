import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { UNITS } from './number-words.ts'
import { findTypedNumbers } from './typed-numbers.ts'

const texts = (text: string): string[] => findTypedNumbers(text).map((span) => span.text)

describe('numbers typed into prose', () => {
  it('finds counts and measures with their units', () => {
    assert.deepEqual(texts('本周清理楼道杂物35处，清运垃圾2.5吨、7车。'), ['35处', '2.5吨', '7车'])
    assert.deepEqual(texts('粉刷墙面1 260平方米，发放倡议书3,200份'), ['1 260平方米', '3,200份'])
    assert.deepEqual(texts('走访居民280户(次)，完成率达到92.5%，提高3.2个百分点'), [
      '280户(次)',
      '92.5%',
      '3.2个百分点',
    ])
  })

  it('takes hedges and multipliers with the number', () => {
    assert.deepEqual(texts('约60余处，近200人，3万余份，30余万人次，500户左右'), [
      '约60余处',
      '近200人',
      '3万余份',
      '30余万人次',
      '500户',
    ])
  })

  it('keeps a range together', () => {
    assert.deepEqual(texts('每院安排1至2名值守人员，每月3-5次'), ['1至2名', '3-5次'])
  })

  it('finds a number without a unit, and one behind its noun', () => {
    assert.deepEqual(texts('劝导150多居民，撕除小广告87处'), ['150多', '87处'])
  })

  it('reads Chinese numerals that count things one can point at', () => {
    assert.deepEqual(texts('拉走两车杂物，拖离四百余辆僵尸车，配备展板一块。'), ['两车', '四百余辆', '一块'])
    assert.deepEqual(texts('对三个小区、五个农贸市场逐一检查，为期半个月'), ['三个', '五个', '半个月'])
  })

  it('marks a blank left where a number belongs', () => {
    assert.deepEqual(texts('常住居民**户，商铺xx家'), ['**户', 'xx家'])
  })

  it('reads traditional characters and full-width digits, with offsets of the original', () => {
    const text = '清運垃圾１２噸，整治樓院五個院落'
    assert.deepEqual(texts(text), ['１２噸', '五個'])
    for (const span of findTypedNumbers(text)) assert.equal(text.slice(span.start, span.end), span.text)
  })

  it('finds text beside a chip but never the chip', () => {
    assert.deepEqual(texts('清理垃圾\ufffc，另有18处待清'), ['18处'])
    assert.deepEqual(texts('清理\ufffc、\ufffc。'), [])
  })

  const notFigures: Record<string, string> = {
    dates: '2023年4月12日至15日，4月下旬，2023-04-12，2023.4.12，20__年，1—3月',
    times: '每天8:30集合，下午3点半，上午9时30分收工',
    deadlines: '要求24小时值守，3日内整改，48小时内回复，5个工作日内办结',
    plans: '落实《创建工作3年行动方案》，推进3年行动，开展100天攻坚',
    names: '打造15分钟便民生活圈，建立“1+4+N”体系，实行1+3+8模式，5G基站，A4纸',
    addresses: '和平路18号院，幸福里3号楼2单元，青年街27号，312国道，8号商铺',
    ordinals: '第3季度，第12期，前10名，位列第2',
    documents: '按照〔2021〕7号文件，第15号令',
    telephones: '电话：0931-8123456，12345热线，13900001234',
    'list marks': '一、总体情况\n（二）宣传\n1.清扫\n(3)巡查\n一是抓部署。二是抓落实。三要见效',
    slogans: '三清三建三提升，一墙四版三栏，四个意识，三个方面，五大行动，一站式服务，一批骨干，一个良好氛围',
    'ages and editions': '70岁老人，90后青年，建党100周年，第2届',
    pages: '共1200字，第3页',
  }
  for (const [what, text] of Object.entries(notFigures)) {
    it(`leaves ${what} alone`, () => assert.deepEqual(texts(text), []))
  }

  it('finds any number with any unit between Chinese words, at its place', () => {
    const unit = fc.constantFrom(
      ...UNITS.filter((candidate) => /[\u4e00-\u9fff]/.test(candidate) && candidate !== '分'),
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), unit, (number, measure) => {
        const text = `今年共计完成${number}${measure}，效果良好`
        const [span] = findTypedNumbers(text)
        assert.ok(span, text)
        assert.equal(span.start, 6)
        assert.ok(span.text.startsWith(String(number)), text)
      }),
      { numRuns: 300 },
    )
  })

  it('never overlaps, never leaves the text, never fails', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('12', '处', '年', '月', '日', '一', '个', '万', '余', '：', '（', '\n', '＊＊', '至'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('')
        let last = 0
        for (const span of findTypedNumbers(text)) {
          assert.ok(span.start >= last && span.end > span.start && span.end <= text.length)
          assert.equal(span.text, text.slice(span.start, span.end))
          last = span.end
        }
      }),
      { numRuns: 300 },
    )
  })

  it('stays quick on a long line of digits and letters', () => {
    assert.ok(findTypedNumbers('1,234'.repeat(12_000)).length >= 0)
    assert.ok(findTypedNumbers('一二三'.repeat(20_000)).length >= 0)
    assert.ok(findTypedNumbers('a1-'.repeat(20_000)).length >= 0)
  })
})
