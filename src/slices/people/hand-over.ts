import { dayAt } from '#kernel/days.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import { renderList } from '#kernel/node/office/list.ts'
import { ledgersOf, openCasesOf } from './hand-over-store.ts'
import { getParty } from './party-store.ts'
import { type HandOver, PARTY_KIND_LABEL } from './schema.ts'

/** What a party would hand over if it left today. @throws party.unknown */
export async function handOverOf(context: CommandContext, partyId: string): Promise<HandOver> {
  const { app, tx, reader } = context
  const day = dayAt(app.now())
  const { id, kind, name } = await getParty(tx, reader, partyId, day)
  const held = await app.commands.run(context, 'duty.of-party', { partyId, on: day })
  const kinds = await app.commands.run(context, 'kind.all', {})
  const labels = new Map(kinds.map((one) => [one.code, one.label]))
  const ledgers = await ledgersOf(tx, reader, partyId)
  return {
    party: { id, kind, name },
    day,
    duties: held.map((duty) => ({
      id: duty.id,
      roleLabel: duty.roleLabel,
      placeId: duty.placeId,
      place: [...duty.placePath, duty.placeName ?? ''].filter(Boolean).join(' '),
      indicator: duty.indicator,
      validFrom: duty.validFrom,
    })),
    cases: await openCasesOf(tx, reader, partyId),
    ledgers: ledgers.map((row) => ({ ...row, label: labels.get(row.kind) ?? row.kind })),
  }
}

/** The same for paper: one list, and lines for those who sign that it changed hands. */
export function printHandOver(sheet: HandOver): Promise<Uint8Array> {
  const { party, duties, cases, ledgers, day } = sheet
  const rows = [
    ...duties.map((one) => [
      '责任点位',
      one.roleLabel,
      one.place || (one.indicator ? `指标 ${one.indicator}` : ''),
      `${one.validFrom} 起`,
    ]),
    ...cases.map((one) => ['未办结问题', one.issue, one.place, one.dueOn ? `${one.dueOn} 到期` : '未定期限']),
    ...ledgers.map((one) => ['台账', one.label, `${one.entries} 条`, `记到 ${one.lastDay}`]),
  ]
  return renderList({
    title: '工作交接清单',
    subtitle: `${PARTY_KIND_LABEL[party.kind]}：${party.name || '（个人信息已清除）'}　责任点位 ${duties.length} 处，未办结问题 ${cases.length} 件，台账 ${ledgers.length} 类`,
    columns: [
      { header: '类别', align: 'center' },
      { header: '内容', align: 'left' },
      { header: '地点 / 数量', align: 'left' },
      { header: '日期', align: 'center' },
    ],
    rows,
    orientation: 'portrait',
    date: day,
    signers: ['移交人', '接收人', '监交人', '交接日期'],
  })
}
