import type { CommandContext } from '#kernel/node/commands.ts'
import { newId } from '#kernel/ids.ts'
import { CAST } from './cast.ts'
import { dice } from './dice.ts'

const GRIDS = ['第一网格', '第二网格', '第三网格', '第四网格']
const ESTATES = ['槐荫', '清泉', '东篱', '望湖', '松柏', '丰收', '晨光', '永安']
const ALLEYS = ['槐荫巷', '清泉巷', '望湖后街', '丰收东巷', '永安里']
const UNITS = ['区住建局', '区文旅局', '市图书馆', '城南供电所', '区税务局', '市第二医院']
const TEAMS = ['红袖标巡防队', '邻里互助队', '文明劝导队', '青少年课堂志愿队']

export interface Registers {
  yards: { id: string; name: string }[]
  alleys: { id: string; name: string }[]
  units: string[]
  teams: string[]
  /** Persons of the contracted units, by name; each belongs to the unit of the same place in `units`. */
  cadres: string[]
  gridMember: string
}

/** The registers of the demo community: grids, yards, alleys, parties, duties, screens, profile. */
export async function setUpRegisters(context: CommandContext, year: number): Promise<Registers> {
  const { app } = context
  const run: typeof app.commands.run = (...args) => app.commands.run(...args)
  const roll = dice(2027)
  const validFrom = `${year}-01-01`
  const grids = GRIDS.map((name) => ({ id: newId(), name }))
  await run(context, 'place.save', {
    items: grids.map(({ id, name }) => ({ id, type: 'grid', name, parentId: null, attrs: {}, validFrom })),
  })
  const yards = ESTATES.flatMap((estate, at) =>
    [`${estate}小区`, `${estate}1号院`, `${estate}2号院`].map((name, nth) => ({
      id: newId(),
      name,
      grid: grids[(at + nth) % grids.length]!.id,
      attrs: {
        subtype: nth === 0 ? '小区' : '楼院',
        buildings: String(roll.between(1, 6)),
        households: String(roll.between(28, 120)),
        managed: nth === 0 && at < 3,
      },
    })),
  )
  await run(context, 'place.save', {
    items: yards.map(({ id, name, grid, attrs }) => ({ id, type: 'yard', name, parentId: grid, attrs, validFrom })),
  })
  const alleys = ALLEYS.map((name, at) => ({
    id: newId(),
    name,
    attrs: { length: String(roll.between(80, 320)), width: '4', surface: roll.pick(['沥青', '水泥']), demo: at === 2 },
  }))
  const station = newId()
  await run(context, 'place.save', {
    items: [
      ...alleys.map(({ id, name, attrs }) => ({ id, type: 'alley', name, parentId: null, attrs, validFrom })),
      { id: station, type: 'volunteer-station', name: '槐荫路学雷锋志愿服务站', parentId: null, attrs: {}, validFrom },
    ],
  })
  await run(context, 'profile.save', {
    items: [
      { key: 'area', value: '0.86', text: null, validFrom },
      { key: 'households', value: '1745', text: null, validFrom },
      { key: 'population', value: '5120', text: null, validFrom },
      { key: 'institutions', value: '6', text: null, validFrom },
      { key: 'shops', value: '213', text: null, validFrom },
      { key: 'east', value: null, text: '望湖路', validFrom },
      { key: 'south', value: null, text: '丰收大道', validFrom },
      { key: 'west', value: null, text: '槐荫路', validFrom },
      { key: 'north', value: null, text: '清泉河', validFrom },
    ],
  })
  const units = UNITS.map((name) => ({ id: newId(), name }))
  const cadres = [CAST.ganbu.name, '贺云', '陶然', '潘越', '罗青', '冯舒'].map((name) => ({ id: newId(), name }))
  const teams = TEAMS.map((name) => ({ id: newId(), name }))
  const gridMember = newId()
  await run(context, 'party.save', {
    items: [
      ...units.map(({ id, name }) => ({ id, kind: 'unit' as const, name, attrs: {}, validFrom })),
      ...cadres.map(({ id, name }) => ({ id, kind: 'person' as const, name, attrs: {}, validFrom })),
      ...teams.map(({ id, name }) => ({
        id,
        kind: 'team' as const,
        name,
        stationId: station,
        attrs: { members: roll.between(8, 40) },
        validFrom,
      })),
      { id: gridMember, kind: 'person' as const, name: CAST.wangge.name, attrs: {}, validFrom },
    ],
  })
  // Two yards are left without a contracted unit on purpose: the gap page has something to show.
  await run(context, 'duty.save', {
    items: [
      ...yards.slice(0, -2).map(({ id }, at) => ({
        partyId: units[at % units.length]!.id,
        role: 'contracted-unit',
        placeId: id,
        validFrom,
      })),
      ...yards.slice(0, -2).map(({ id }, at) => ({
        partyId: cadres[at % cadres.length]!.id,
        role: 'contracted-cadre',
        placeId: id,
        validFrom,
      })),
      ...alleys.map(({ id }, at) => ({
        partyId: units[at % units.length]!.id,
        role: 'contracted-unit',
        placeId: id,
        validFrom,
      })),
      { partyId: gridMember, role: 'grid-member', placeId: grids[0]!.id, validFrom },
    ],
  })
  await run(context, 'asset.save', {
    items: alleys.concat(yards.slice(0, 6) as never).map(({ id }) => ({
      type: 'screen',
      placeId: id,
      locus: '门口',
      quantity: '1',
      unit: '处',
      attrs: { content: roll.pick(['讲文明 树新风', '邻里和睦 共建家园', '社会主义核心价值观']) },
      validFrom,
    })),
  })
  return {
    yards,
    alleys,
    units: units.map(({ id }) => id),
    teams: teams.map(({ id }) => id),
    cadres: cadres.map(({ id }) => id),
    gridMember,
  }
}
