import { dice } from '#server/demo/dice.ts'
import { madeWorkbook, type MadeSheets } from '#slices/imports/test-workbook.ts'

type Cell = string | number | null

const STEMS = ['荷香', '竹园', '石桥', '梧桐', '海棠', '春晖', '翠屏', '柳岸', '明德', '广济']
const GRIDS = ['第一网格', '第二网格', '第三网格', '第四网格', '第五网格']
const ALLEYS = ['荷香巷', '石桥北巷', '海棠里', '翠屏后街', '柳岸巷', '明德东巷', '广济西巷']
const TEAMS = ['红马甲先锋队', '巧手志愿队', '银铃劝导队', '法润万家队', '青春突击队', '暖心互助队']
const UNITS = ['市水务局', '区民政局', '市体育局', '区教育局', '市气象局', '区财政局']

/** Splits a whole number into `parts` positive ones that add up to it again. */
function share(total: number, parts: number, roll: ReturnType<typeof dice>): number[] {
  const cuts = Array.from({ length: parts }, () => 1)
  for (let left = total - parts; left > 0; left--) cuts[roll.between(0, parts - 1)]! += 1
  return cuts
}

/** One day in five notations by turns, as five people keep one ledger. Serial 43831 is 2020-01-01. */
function written(day: Date, turn: number): Cell {
  const [y, m, d] = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()]
  const two = (n: number): string => String(n).padStart(2, '0')
  const ways: Cell[] = [
    `${y}.${m}.${d}`,
    `${m}月${d}日`,
    25569 + day.getTime() / 86_400_000,
    `${y}-${two(m)}-${two(d)}`,
    `${y}年${m}月${d}日`,
  ]
  return ways[turn % ways.length]!
}

function days(count: number): Cell[] {
  return Array.from({ length: count }, (_, n) =>
    written(new Date(Date.UTC(2020, 2, 2 + Math.floor((n * 200) / count))), n),
  )
}

const wide = (n: number): string =>
  String(n).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
const yards = STEMS.map((stem) => `${stem}小区`).concat(
  Array.from({ length: 51 }, (_, n) => `${STEMS[n % 10]}${Math.floor(n / 10) + 1}号院`),
)

/**
 * A year of a community as offices keep it: merged titles, two-row headings, days in five notations, units in cells,
 * full-width digits, blank rows, sums in between, a note, a hidden old sheet, and at the end of 环境整治 four rows
 * that cannot be taken. Names are invented; the totals are the round figures communities of this size report.
 */
export function yearWorkbook(change: (sheets: MadeSheets) => void = () => {}): Uint8Array {
  const roll = dice(5)
  const sheets: MadeSheets = {
    社区概况: [
      ['社区基本情况(2020年)'],
      ['东至', '石桥路', '西至', '海棠路'],
      ['辖区面积', '1.3平方公里', '行政事业单位', '5个'],
      ['常住居民', '3920户', '常住人口', '11674人'],
      ['商业铺面网点', `${wide(476)}家`, '楼院网格', '5个'],
      ['填表人', '资料员', '填表日期', '2020.9.17'],
    ],
    网格与楼院: [
      ['楼院网格登记表'],
      ['序号', '网格', '楼院名称', '楼栋数', '户数', '管理方式', '包抓单位', '包院干部'],
      ...yardRows(roll),
    ],
    背街小巷: [
      ['背街小巷登记表'],
      ['序号', '名称', '长度(米)', '宽度(米)', '路面', '示范点'],
      ...ALLEYS.map((name, n): Cell[] => [n + 1, name, 90 + n * 20, 4, '水泥', n === 2 ? '是' : null]),
    ],
    宣传信息: [
      ['创城信息发布台账'],
      ['序号', '日期', '平台', '标题', '链接'],
      ...days(12).map((day, n): Cell[] => [n + 1, day, '美篇', `创建动态第${n + 1}期`, null]),
      ['合计', null, null, '12条'],
    ],
    电子屏标语: [
      ['电子屏播放标语登记'],
      ['位置', '标语内容', '屏数(处)'],
      ...Array.from({ length: 23 }, (_, n): Cell[] => [
        n < 12 ? `${yards[n * 3]}门口` : `${ALLEYS[n % 7]}${n}号商铺`,
        '讲文明 树新风',
        n % 4 === 0 ? '1处' : 1,
      ]),
    ],
    志愿队伍: [
      ['志愿服务队伍登记'],
      ['队伍名称', '人数', '服务内容', '依托站点'],
      ...TEAMS.map((name, n): Cell[] => [name, 10 + n, '政策宣讲', '学雷锋志愿服务站']),
    ],
    志愿活动: [
      ['志愿服务活动记录'],
      ['注:人次按签到表'],
      ['序号', '活动时间', '地点', '主题', '服务队', '参与人次', '时长(小时)'],
      ...volunteerRows(roll),
      [null, null, null, '合计', null, 437],
    ],
    公益广告巡查: [
      ['公益广告巡查与乱涂乱画清理台账'],
      ['日期', '地点', '问题', '更新修复(处)', '清理乱涂乱画(处)', '责任人', '整改情况'],
      ...adRows(roll),
      ['小计', null, null, 64, 1036],
    ],
    环境整治: cleanupSheet(roll),
    周五整治: [['周五环境卫生整治记录'], ['场次', '日期', '参加单位', '参加人数', '整治区域'], ...fridayRows(roll)],
    拆违: [
      ['拆违治乱台账'],
      ['序号', '地点', '类型', '间数', '面积(平方米)', '拆除日期'],
      ...demolitionRows(roll),
      ['合计', null, null, 118, 1210],
    ],
    老旧小区改造: [
      ['老旧小区改造台账'],
      ['小区', '楼栋', '涉改户数', '改造内容', '进度'],
      ...share(373, 12, roll).map((n, at): Cell[] => [yards[at % 3]!, `${at + 1}号楼`, n, '外墙保温', '已完工']),
    ],
    测评指标分解: [
      ['涉社区测评指标分解表(样例)'],
      ['编号', '测评项目', '测评内容', '测评方法', '适用点位', '责任人', '频次', '所需材料'],
      ...Array.from({ length: 71 }, (_, n): Cell[] => [
        `Z${n + 1}`,
        '公共环境',
        `样例内容${n + 1}`,
        '实地考察',
        '楼院',
        `专干${(n % 6) + 1}`,
        '每月',
        '照片',
      ]),
    ],
    问题清单: [
      ['测评点位问题清单'],
      ['序号', '发现日期', '点位类型', '点位', '问题', '责任单位', '整改时限', '状态'],
      ...problemRows(),
    ],
    '!2019旧表': [
      ['日期', '地点', '清理垃圾(处)'],
      ['2019.4.3', yards[0]!, 9],
    ],
  }
  change(sheets)
  return madeWorkbook(sheets)
}

function yardRows(roll: ReturnType<typeof dice>): Cell[][] {
  const buildings = share(247 - 6, 60, roll)
  return yards.flatMap((name, n): Cell[][] => {
    const row: Cell[] = [
      n + 1,
      GRIDS[n % 5]!,
      name,
      n === 0 ? 6 : buildings[n - 1]!,
      '60户',
      n === 0 ? '物业管理' : '社区兜底',
      UNITS[n % 6]!,
      `干部${(n % 14) + 1}`,
    ]
    return n === 30 ? [[], row] : [row]
  })
}

function volunteerRows(roll: ReturnType<typeof dice>): Cell[][] {
  const people = share(437, 16, roll)
  const hours = [3, 1, 1.5, 2, 1, 1.5, 1, 1, 2, 3, 3, 1.5, 1.5, 1, 3, 1]
  return days(16).map((day, n) => [
    n + 1,
    day,
    yards[n * 2]!,
    '法律咨询',
    TEAMS[n % 6]!,
    n % 4 === 0 ? `${people[n]}人次` : people[n]!,
    hours[n]!,
  ])
}

function adRows(roll: ReturnType<typeof dice>): Cell[][] {
  const mended = share(64, 18, roll)
  const cleaned = share(1036, 18, roll)
  return days(18).map((day, n) => [
    day,
    yards[n]!,
    '褪色',
    mended[n]!,
    n % 5 === 0 ? wide(cleaned[n]!) : cleaned[n]!,
    `网格员${(n % 5) + 1}`,
    '已整改',
  ])
}

function cleanupSheet(roll: ReturnType<typeof dice>): { rows: Cell[][]; merges: string[] } {
  const where = [...yards, ...ALLEYS, ...yards.slice(0, 37)]
  const piles = share(89, 52, roll)
  const tons = share(426, 43, roll).map((tenths) => tenths / 10)
  const ads = share(3120, 62, roll)
  const cars = share(326, 44, roll)
  const vendors = share(12, 7, roll)
  const rows = days(105).map((day, n): Cell[] => [
    n + 1,
    day,
    where[n]!,
    n % 2 === 0 ? '洁净街巷行动' : '清爽楼院行动',
    n % 2 === 0 && n < 104 ? piles[n / 2]! : null,
    n % 2 === 0 && n < 86 ? (n % 10 === 0 ? `${tons[n / 2]}吨` : tons[n / 2]!) : null,
    n < 62 ? ads[n]! : null,
    n >= 61 ? cars[n - 61]! : null,
    n >= 98 ? vendors[n - 98]! : null,
    null,
  ])
  return {
    rows: [
      ['环境整治专项行动台账'],
      [
        '序号',
        '日期',
        '地点',
        '专项行动',
        '清理垃圾',
        null,
        '清洗小广告(条)',
        '整治乱停乱放(辆)',
        '清理摊贩(户)',
        '备注',
      ],
      [null, null, null, null, '处', '吨'],
      ...rows.slice(0, 40),
      [],
      ...rows.slice(40),
      ['合计', null, null, null, 89, 42.6, 3120, 326, 12],
      [106, '2020.2.30', yards[3]!, '洁净街巷行动', 4],
      [107, '2020.8.12', '没有登记的院', '洁净街巷行动', 2],
      [108, '2020.8.13', yards[5]!, '洁净街巷行动', '若干'],
      [109, '2020.8.14', yards[6]!, '洁净街巷行动', -3],
    ],
    merges: ['A1:J1', 'E2:F2', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'G2:G3', 'H2:H3', 'I2:I3', 'J2:J3'],
  }
}

function fridayRows(roll: ReturnType<typeof dice>): Cell[][] {
  const people = share(400, 16, roll)
  return people.map((n, at) => {
    const day = new Date(Date.UTC(2020, 3, 3 + 7 * at))
    return [at + 1, written(day, at), at === 10 ? `${UNITS[4]}、${UNITS[5]}` : UNITS[at % 6]!, n, yards[at * 3]!]
  })
}

function demolitionRows(roll: ReturnType<typeof dice>): Cell[][] {
  const rooms = share(118, 26, roll)
  const area = share(12_100, 26, roll).map((tenths) => tenths / 10)
  return days(26).map((day, n) => [
    n + 1,
    yards[n]!,
    n % 2 ? '小煤房' : '实体房',
    n % 5 === 1 ? `${rooms[n]}间` : rooms[n]!,
    area[n]!,
    day,
  ])
}

function problemRows(): Cell[][] {
  return days(34).map((day, n) => {
    const alley = n % 4 === 0
    const open = alley ? n < 12 : n % 4 === 1
    return [
      n + 1,
      day,
      alley ? '背街小巷' : '楼院',
      alley ? ALLEYS[n % 7]! : yards[n]!,
      alley ? '路面破损' : '楼道乱堆杂物',
      UNITS[n % 6]!,
      n % 3 ? '7日内' : null,
      open ? '未整改' : '已整改',
    ]
  })
}
