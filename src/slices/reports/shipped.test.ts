import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { draftFromOutline } from './draft-from-outline.ts'
import { figuresOf } from './doc.ts'
import { keysOf, parseOutline } from './outline-parser.ts'
import { shippedMeasures, shippedOutlines } from './shipped.ts'
import { typedNumbersIn } from './typed-in-doc.ts'
import { blockText, printedBlocks } from './printed-blocks.ts'

const YEAR = { from: '2021-01-01', to: '2021-12-31' }

describe('the outlines that ship', async () => {
  const outlines = await shippedOutlines()

  it('are the annual, the monthly and the quarterly one', () => {
    assert.deepEqual(
      outlines.map((outline) => [outline.code, outline.period]),
      [
        ['annual', 'year'],
        ['monthly', 'month'],
        ['quarterly', 'quarter'],
      ],
    )
  })

  for (const { code, source } of outlines) {
    it(`${code} can be read, and no number in it is typed by hand`, () => {
      const outline = parseOutline(source)
      assert.deepEqual(outline.findings, [])
      const { doc, title } = draftFromOutline(outline, YEAR, '柳树街社区')
      assert.match(title, /^柳树街社区2021年/)
      assert.deepEqual(typedNumbersIn(doc), [])
      assert.equal(new Set(figuresOf(doc).map((node) => node.attrs.chip)).size, figuresOf(doc).length)
    })
  }

  it('have the four parts of an annual report, the second with five parallel headings', () => {
    const annual = outlines.find((outline) => outline.code === 'annual')!
    const { doc } = draftFromOutline(parseOutline(annual.source), YEAR, '柳树街社区')
    const headings = printedBlocks(doc).filter((block) => block.level !== null)
    assert.deepEqual(
      headings.filter((block) => block.level === 1).map((block) => blockText(block.content)),
      ['一、基本情况', '二、工作开展情况', '三、存在的问题', '四、下一步工作打算'],
    )
    assert.equal(headings.filter((block) => block.level === 2).length, 5)
    assert.ok(keysOf(parseOutline(annual.source)).length >= 36)
  })

  it('compare this period with the last and the year so far', () => {
    for (const code of ['monthly', 'quarterly']) {
      const { source } = outlines.find((outline) => outline.code === code)!
      assert.match(source, /\|period=to-date/)
      assert.match(source, /\|period=last/)
    }
  })

  it('come with measures that name the place', () => {
    for (const { measure } of shippedMeasures()) assert.match(measure, /\{place\}/)
  })
})
