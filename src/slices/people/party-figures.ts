import type { FigureDef } from '#kernel/figure.ts'

export const partyFigureDefs: FigureDef[] = [
  {
    key: 'volunteer.team.count',
    label: '志愿服务队',
    unit: '支',
    source: 'parties',
    ask: { kind: 'team' },
    print: 'exact',
    hedge: '余',
    tense: 'register',
  },
]
