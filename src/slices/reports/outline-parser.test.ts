import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { keysOf, type OutlineBlock, type OutlinePart, parseOutline } from './outline-parser.ts'
import { NAMED_PERIODS } from './period.ts'

const codes = (source: string, known?: Set<string>): [number, string][] =>
  parseOutline(source, known).findings.map(({ line, problem }) => [line, problem.code])

describe('an outline', () => {
  it('is read into title, headings, paragraphs and slots', () => {
    const outline = parseOutline(
      [
        '# {{community.name}}小结',
        '> 提示',
        '## 一、概况',
        '共{{place.count}}，',
        '其中{{a.b|period=last|print=exact}}。',
        '',
        '{{problems}}',
      ].join('\n'),
    )
    assert.deepEqual(outline.findings, [])
    assert.equal(outline.title.length, 2)
    assert.deepEqual(
      outline.blocks.map((block) => [block.kind, block.line]),
      [
        ['heading', 3],
        ['paragraph', 4],
        ['problems', 7],
      ],
    )
    const paragraph = outline.blocks[1] as Extract<OutlineBlock, { kind: 'paragraph' }>
    assert.deepEqual(
      paragraph.parts.map((part) => part.kind),
      ['text', 'figure', 'text', 'figure', 'text'],
    )
    assert.deepEqual(keysOf(outline), ['place.count', 'a.b'])
  })

  it('takes a period as days', () => {
    const { blocks } = parseOutline('{{a|period=2021-03-01..2021-05-31}}')
    assert.deepEqual((blocks[0] as { parts: OutlinePart[] }).parts[0], {
      kind: 'figure',
      key: 'a',
      period: { from: '2021-03-01', to: '2021-05-31' },
      print: 'default',
      bold: false,
      line: 1,
    })
  })

  it('marks bold prose and bold figures', () => {
    const { blocks } = parseOutline('甲**乙{{k}}**丙')
    assert.deepEqual(
      (blocks[0] as { parts: OutlinePart[] }).parts.map((part) => part.bold),
      [false, true, true, false],
    )
  })

  it('names the line of everything it cannot read', () => {
    assert.deepEqual(codes('好\n坏{{a\n'), [[2, 'outline.slot-open']])
    assert.deepEqual(codes('坏}}'), [[1, 'outline.slot-closed']])
    assert.deepEqual(codes('{{}}'), [[1, 'outline.slot-empty']])
    assert.deepEqual(codes('{{乱堆垃圾}}'), [[1, 'outline.key-shape']])
    assert.deepEqual(codes('{{a|period=week}}'), [[1, 'outline.period-unknown']])
    assert.deepEqual(codes('{{a|period=2021-02-30..2021-03-01}}'), [[1, 'outline.period-unknown']])
    assert.deepEqual(codes('{{a|period=2021-03-02..2021-03-01}}'), [[1, 'outline.period-reversed']])
    assert.deepEqual(codes('{{a|print=round}}'), [[1, 'outline.print-unknown']])
    assert.deepEqual(codes('{{a|colour=red}}'), [[1, 'outline.option-unknown']])
    assert.deepEqual(codes('主要是{{problems}}'), [[1, 'outline.block-inline']])
    assert.deepEqual(codes('{{problems}}\n\n{{problems}}'), [[3, 'outline.block-twice']])
    assert.deepEqual(codes('正文\n# 标题'), [[2, 'outline.title-place']])
    assert.deepEqual(codes('# 共{{a}}\n正文'), [[1, 'outline.title-figure']])
    assert.deepEqual(codes('- 列表\n| 表 |'), [
      [1, 'outline.markup'],
      [2, 'outline.markup'],
    ])
    assert.deepEqual(codes('**没有结尾'), [[1, 'outline.bold-open']])
    assert.deepEqual(codes('  \n> 只有提示'), [[1, 'outline.empty']])
  })

  it('knows the ledger’s figures when they are given, and guesses what was meant', () => {
    const { findings } = parseOutline('{{cleanup.pile}}', new Set(['cleanup.piles', 'friday.count']))
    assert.equal(findings[0]!.problem.code, 'outline.key-unknown')
    assert.match(findings[0]!.problem.say(), /cleanup\.piles/)
  })

  it('never fails, whatever is typed', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('{{', '}}', '**', '|', '#', '\n', 'period=', '>', '{{problems}}'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const outline = parseOutline(pieces.join(''))
        assert.ok(outline.blocks.length > 0 || outline.findings.length > 0 || outline.title.length > 0)
      }),
      { numRuns: 400 },
    )
  })

  it('gives back every block that was written', () => {
    const words = fc.stringMatching(/^[\u4e00-\u9fff，、]{1,12}$/)
    const part: fc.Arbitrary<OutlinePart> = fc.oneof(
      words.map((text): OutlinePart => ({ kind: 'text', text, bold: false })),
      fc
        .record({
          key: fc.stringMatching(/^[a-z]{1,6}\.[a-z]{1,6}$/),
          period: fc.constantFrom(...NAMED_PERIODS),
          print: fc.constantFrom('default' as const, 'exact' as const, 'floor' as const),
        })
        .filter(({ key }) => !/^(?:period|community|last)\./.test(key))
        .map((figure): OutlinePart => ({ kind: 'figure', ...figure, bold: false, line: 0 })),
    )
    const parts = fc.array(part, { minLength: 1, maxLength: 6 })
    const block = fc.oneof(
      parts.map((written) => ({ level: 0 as number, parts: written })),
      fc.record({ level: fc.constantFrom(1, 2, 3), parts }),
    )
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 8 }), (written) => {
        const source = written
          .map(({ level, parts: some }) => `${level ? `${'#'.repeat(level + 1)} ` : ''}${some.map(write).join('')}`)
          .join('\n\n')
        const outline = parseOutline(source)
        assert.deepEqual(outline.findings, [])
        const read = outline.blocks.map((one) => ({
          level: one.kind === 'heading' ? one.level : 0,
          text: 'parts' in one ? one.parts.map(write).join('') : '',
        }))
        assert.deepEqual(
          read,
          written.map(({ level, parts: some }) => ({ level, text: some.map(write).join('') })),
        )
      }),
      { numRuns: 200 },
    )
  })
})

function write(part: OutlinePart): string {
  if (part.kind === 'text') return part.text
  if (part.kind === 'word') return `{{${part.word}}}`
  return `{{${part.key}|period=${String(part.period)}|print=${part.print}}}`
}
