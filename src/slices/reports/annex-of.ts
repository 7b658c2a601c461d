import type { Evidence } from '#kernel/figure.ts'
import { trimDecimal } from '#kernel/print-figure.ts'
import type { Annex, Block, PhotoItem } from '#kernel/node/office/gongwen-model.ts'
import { periodText } from './period.ts'

/** One figure of the 底稿 with the records behind it. */
export interface AnnexFigure {
  id: string
  label: string
  from: string
  to: string
  /** The value to the last digit, with its unit. */
  exact: string
  total: number
  rows: Evidence[]
}

/** The annex that lists, figure by figure, what stands behind each number. */
export function evidenceAnnex(figures: AnnexFigure[], label: string): Annex {
  return { label, title: '汇报数字依据明细', blocks: figures.flatMap((figure, index) => figureBlocks(figure, index)) }
}

/** A record with photos that are still on the phone. */
export interface RecordAway {
  row: Evidence
  photos: number
}

/** Records still waiting for photos that are named; of the others only their number is said. */
const MOST_NAMED = 10

export function photoAnnex(pages: { heading: string; items: PhotoItem[] }[], away: RecordAway[], label: string): Annex {
  const blocks = pages.flatMap(({ heading, items }): Block[] => [
    { kind: 'heading', level: 3, runs: [{ text: heading }] },
    { kind: 'photos', items },
  ])
  return { label, title: '现场照片', blocks: [...blocks, ...awayBlocks(away)] }
}

/** Without this a record whose photos are on their way would look like one without any. */
function awayBlocks(away: RecordAway[]): Block[] {
  if (away.length === 0) return []
  const photos = away.reduce((sum, one) => sum + one.photos, 0)
  const named = away
    .slice(0, MOST_NAMED)
    .map(({ row, photos: count }) => `${[daysOf(row), row.place, row.title].filter(Boolean).join(' ')}（${count}张）`)
  const more = away.length > MOST_NAMED ? `等${away.length}条记录` : ''
  return [
    { kind: 'paragraph', runs: [{ text: `还有${photos}张照片在手机上，尚未传到：${named.join('；')}${more}。` }] },
  ]
}

function figureBlocks(figure: AnnexFigure, index: number): Block[] {
  const behind = figure.total > 0 ? `依据${figure.total}条。` : '没有可列出的记录。'
  const note = `时段：${periodText(figure)}。准确数：${figure.exact}。${behind}`
  const blocks: Block[] = [
    { kind: 'heading', level: 3, entryOf: figure.id, runs: [{ text: `${index + 1}. ${figure.label}` }] },
    { kind: 'paragraph', runs: [{ text: note }] },
  ]
  if (figure.rows.length === 0) return blocks
  const counted = figure.rows.every((row) => row.amount === null)
  blocks.push({
    kind: 'table',
    columns: [
      { header: '序号', align: 'center' },
      { header: '日期', align: 'center' },
      { header: '地点' },
      { header: '内容' },
      ...(counted ? [] : [{ header: '数量', align: 'right' as const }]),
    ],
    rows: figure.rows.map((row, at) => [
      String(at + 1),
      daysOf(row),
      row.place,
      row.title,
      ...(counted ? [] : [row.amount === null ? '' : `${trimDecimal(row.amount)}${row.unit}`]),
    ]),
    total: ['合计', '', '', counted ? figure.exact : '', ...(counted ? [] : [figure.exact])],
  })
  const left = figure.total - figure.rows.length
  if (left > 0)
    blocks.push({ kind: 'paragraph', runs: [{ text: `另有${left}条未列出，合计数已包含，可在系统中查看。` }] })
  return blocks
}

function daysOf({ day, dayTo }: Evidence): string {
  if (day === null) return ''
  if (dayTo === null || dayTo === day) return day
  // A record without a day of its own spans its year; printing both ends would pretend to know more.
  return day.endsWith('-01-01') && dayTo === `${day.slice(0, 4)}-12-31`
    ? `${day.slice(0, 4)}年`
    : `${day}至${dayTo.slice(5)}`
}
