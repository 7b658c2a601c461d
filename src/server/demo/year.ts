import { addDays, weekdayOf, yearSpan } from '#kernel/days.ts'
import type { CommandContext } from '#kernel/node/commands.ts'
import { newId } from '#kernel/ids.ts'
import type { CaseImport } from '#slices/cases/import-schema.ts'
import type { EntryDraft } from '#slices/ledger/schema.ts'
import { dice } from './dice.ts'
import type { Registers } from './registers.ts'

/** What happened in the demo community from New Year until today, recorded through the ledger's own commands. */
export async function liveThroughTheYear(context: CommandContext, registers: Registers, today: string): Promise<void> {
  const year = Number(today.slice(0, 4))
  const span = yearSpan(year)
  const campaignId = newId()
  await context.app.commands.run(context, 'campaign.save', {
    items: [
      {
        id: campaignId,
        name: '洁净家园行动',
        issuer: '城南街道',
        kinds: ['cleanup'],
        validFrom: span.from,
        validTo: span.to,
      },
    ],
  })
  const roll = dice(4096)
  const base = { amounts: {}, fields: {}, parties: {}, via: 'demo' as const }
  const items: EntryDraft[] = []
  const problems: CaseImport[] = []
  const happen = (day: string, rest: Partial<EntryDraft> & { kind: string; placeId: string | null }): void => {
    items.push({ ...base, dayFrom: day, dayTo: day, ...rest })
  }
  const anywhere = (): string => roll.pick([...registers.yards, ...registers.yards, ...registers.alleys]).id
  for (let day = span.from; day <= today; day = addDays(day, 1)) {
    if (roll.between(1, 3) === 1) {
      const amounts: Record<string, string> = {}
      if (roll.between(1, 2) === 1)
        Object.assign(amounts, { piles: String(roll.between(1, 4)), tons: String(roll.between(3, 20) / 10) })
      if (roll.between(1, 2) === 1) amounts.smallAds = String(roll.between(12, 70))
      if (roll.between(1, 3) === 1) amounts.vehicles = String(roll.between(2, 12))
      happen(day, { kind: 'cleanup', placeId: anywhere(), campaignId, amounts })
    }
    if (weekdayOf(day) === 5 && roll.between(1, 2) === 1) {
      happen(day, {
        kind: 'friday',
        placeId: roll.pick(registers.yards).id,
        amounts: { attendance: String(roll.between(12, 36)) },
        parties: { units: [roll.pick(registers.units)] },
      })
    }
    if (roll.between(1, 14) === 1) {
      happen(day, {
        kind: 'volunteer-event',
        placeId: roll.pick(registers.yards).id,
        amounts: { attendance: String(roll.between(10, 40)), hours: roll.pick(['1', '1.5', '2']) },
        fields: { theme: roll.pick(['垃圾分类进楼道', '关爱独居老人', '文明养犬劝导', '暑期安全课堂']) },
        parties: { teams: [roll.pick(registers.teams)] },
      })
    }
    if (roll.between(1, 18) === 1)
      happen(day, {
        kind: 'publicity-post',
        placeId: null,
        fields: { title: `槐荫路社区创城信息（${day.slice(5)}）`, platform: roll.pick(['微信公众号', '美篇']) },
      })
    if (roll.between(1, 20) === 1) {
      happen(day, {
        kind: 'ad-round',
        placeId: anywhere(),
        amounts: { adRepaired: String(roll.between(1, 5)), graffiti: String(roll.between(8, 60)) },
        fields: { issue: roll.pick(['破损', '褪色', '乱涂乱画']) },
      })
    }
    if (roll.between(1, 24) === 1)
      happen(day, {
        kind: 'demolition',
        placeId: roll.pick(registers.yards).id,
        amounts: { rooms: String(roll.between(1, 6)), area: String(roll.between(150, 620) / 10) },
        fields: { structure: roll.pick(['小煤房', '实体房']) },
      })
    if (roll.between(1, 12) === 1) {
      const yard = roll.between(1, 4) > 1
      const found = {
        placeId: roll.pick(yard ? registers.yards : registers.alleys).id,
        pointType: yard ? '楼院' : '背街小巷',
        issue: roll.pick(
          yard
            ? ['楼道堆放杂物', '飞线充电', '车辆停放混乱', '分类垃圾桶缺失']
            : ['路面破损', '占道经营', '公益广告缺失'],
        ),
        fixed: roll.between(1, 3) !== 1,
      }
      problems.push({
        id: newId(),
        ...found,
        checkItem: '',
        locus: '',
        foundOn: day,
        partyId: null,
        fixedOn: null,
        note: '',
      })
    }
  }
  await context.app.commands.run(context, 'entry.record', { items })
  await context.app.commands.run(context, 'case.import', { items: problems, reason: '演示数据' })
}
