import type { FigureDef } from '#kernel/figure.ts'

/** What the register is asked: how many places of a type, or the sum of one of their attributes. */
export interface PlaceAsk {
  of: 'place'
  type: string
  /** Sum of this attribute; absent = the places are counted. */
  attr?: string
  /** Only places where this yes/no attribute is yes. */
  where?: string
}

export interface ProfileAsk {
  of: 'profile'
  key: string
}

const place = (key: string, label: string, unit: string, ask: Omit<PlaceAsk, 'of'>): FigureDef => ({
  key,
  label,
  unit,
  source: 'places',
  ask: { of: 'place', ...ask },
  print: 'exact',
  hedge: '余',
  tense: 'register',
})

export const profileFigure = (key: string, label: string, unit: string, fact: string): FigureDef => ({
  key,
  label,
  unit,
  source: 'places',
  ask: { of: 'profile', key: fact },
  print: 'exact',
  hedge: '余',
  tense: 'register',
})

export const placeFigureDefs: FigureDef[] = [
  place('places.grid.count', '网格', '个', { type: 'grid' }),
  place('places.yard.count', '居民楼院', '个', { type: 'yard' }),
  place('places.building.count', '楼栋', '栋', { type: 'yard', attr: 'buildings' }),
  place('places.yard.managed.count', '有物业管理的小区', '个', { type: 'yard', where: 'managed' }),
  place('places.building.managed.count', '有物业管理的楼栋', '栋', {
    type: 'yard',
    attr: 'buildings',
    where: 'managed',
  }),
  place('places.yard.households', '楼院登记户数', '户', { type: 'yard', attr: 'households' }),
  place('places.alley.count', '背街小巷', '条', { type: 'alley' }),
  place('places.alley.demo.count', '示范背街小巷', '条', { type: 'alley', where: 'demo' }),
  place('volunteer.station.count', '学雷锋志愿服务站', '处', { type: 'volunteer-station' }),
]

/** What a definition of this slice asks. */
export const askOf = (def: FigureDef): PlaceAsk | ProfileAsk => def.ask as unknown as PlaceAsk | ProfileAsk
