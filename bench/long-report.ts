import type { Block, Gongwen, Run } from '#kernel/node/office/gongwen-model.ts'

export const PHOTOS = 60
const SECTIONS = 6
const PARAGRAPHS = 2

/** A draft of some thirty pages: sections of prose full of figures, a table each, an annex with sixty photos. */
export function longReport(photos: Uint8Array[]): Gongwen {
  const plain = (text: string): Run[] => [{ text }]
  const blocks: Block[] = [
    { kind: 'title', text: '关于年度环境整治工作情况的报告' },
    { kind: 'salutation', text: '街道办事处：' },
  ]
  for (let section = 1; section <= SECTIONS; section++) {
    blocks.push({ kind: 'heading', level: 1, runs: plain(`第${section}部分`) })
    for (let at = 1; at <= PARAGRAPHS; at++) blocks.push({ kind: 'paragraph', runs: prose(`s${section}p${at}`) })
    blocks.push({
      kind: 'table',
      caption: `表${section} 分月情况`,
      columns: [
        { header: '月份' },
        { header: '地点' },
        { header: '处数', align: 'right' },
        { header: '吨数', align: 'right' },
      ],
      rows: Array.from({ length: 12 }, (_, row) => [
        `${1 + (row % 12)}月`,
        `楼院${row + section}号`,
        `${row * 3 + section}`,
        `${row / 4}`,
      ]),
      total: ['合计', '', `${section * 100}`, '40'],
    })
  }
  blocks.push({ kind: 'signoff', unit: '社区居民委员会', date: '2026年12月30日' })
  const items = photos.map((bytes, at) => ({
    bytes,
    type: 'jpg' as const,
    caption: `2026-03-${10 + (at % 20)} 楼院${at}号 清理楼道杂物`,
  }))
  return {
    title: '关于年度环境整治工作情况的报告',
    edition: 'draft',
    blocks,
    annexes: [{ label: '附件', title: '照片', blocks: [{ kind: 'photos', items }] }],
    meta: { author: '社区', asOf: '2026-12-30' },
  }
}

/** Ten sentences, each with a figure that is bookmarked and linked. */
function prose(id: string): Run[] {
  return Array.from({ length: 10 }, (_, at): Run[] => [
    { text: `社区网格员会同包抓单位干部在第${at + 1}片区逐院逐巷排查，共清理` },
    { figure: { id: `${id}-${at}`, text: `${at * 7 + 3}处` } },
    { text: '，并约请物业与居民代表到场查看。' },
  ]).flat()
}
