import { ROLE_LABEL } from '#kernel/reader.ts'
import { routes } from '#server/slices.ts'
import {
  FIELDS,
  type Letter,
  LETTERS,
  MATRIX,
  RELATIONS,
  type Relation,
  ROLE_OF_LETTER,
  SEEN_AT_PLACES,
  SEEN_PAPERS,
} from '#test/permission-matrix.ts'

const letters = [...LETTERS] as Letter[]
const MARK = '●'

const RELATION_LABEL: Record<Relation, string> = {
  own: '本人记录的（不论在哪里）',
  'same grid': '自己负责的地点',
  child: '自己负责的地点之下',
  parent: '自己负责的地点之上（所在网格）',
  'other grid': '别的网格',
  'closed period': '责任已结束的地点',
  erased: '当事人个人信息已清除的',
  handed: '交给本单位的',
  'other community': '别的社区',
}

const HEADS: [string, string][] = [
  ['/api/above', '所辖社区总览'],
  ['/accounts', '账号'],
  ['/settings', '设置'],
  ['/case-settings', '设置'],
  ['/parties', '单位人员'],
  ['/place', '地点'],
  ['/profile', '社区概况'],
  ['/registers', '登记簿'],
  ['/dut', '包抓责任'],
  ['/kinds', '台账类别'],
  ['/entries', '台账'],
  ['/campaigns', '台账'],
  ['/figures', '数字'],
  ['/asset', '设施'],
  ['/problem-types', '问题'],
  ['/case', '问题'],
  ['/calendar', '问题'],
  ['/saved-filters', '问题'],
  ['/notice', '问题'],
  ['/field', '手机'],
  ['/photo-questions', '照片'],
  ['/import', '导入'],
  ['/pending-rows', '导入'],
  ['/outlines', '汇报'],
  ['/report', '汇报'],
  ['/work', '后台任务'],
  ['/home', '首页'],
]

const row = (cells: string[]): string => `| ${cells.join(' | ')} |`
const table = (head: string[], rows: string[][]): string[] => [
  row(head),
  row(head.map((_, at) => (at === 0 ? '---' : ':-:'))),
  ...rows.map(row),
]
const roleHeads = letters.map((letter) => ROLE_LABEL[ROLE_OF_LETTER[letter]])
const marks = (holds: (letter: Letter) => boolean): string[] => letters.map((letter) => (holds(letter) ? MARK : ''))

/** docs/permissions.md, out of the policy that the matrix holds the product against. */
export function permissionsPage(): string {
  const seen = (letter: Letter, relation: Relation, of: Partial<Record<Letter, readonly Relation[]>>): boolean =>
    relation !== 'other community' && (of[letter]?.includes(relation) ?? letter !== 'X')
  return [
    '# Who may do what · 谁能看什么、做什么',
    '',
    'Written by `node test/matrix/main.ts --docs` out of `test/permission-matrix.ts`; a test fails when the two differ.',
    '`npm run matrix` asks every route as every role about every relation, once as the product is and once with every',
    'check of its own taken out, so that only row-level security is left.',
    '',
    'A role is held at a community (街道, 区级, 市创建办: at an office above it, in every community below) from one day to',
    'another; on the day after its last it opens nothing, on sessions that are open as well.',
    '',
    '## Rows · 看得到哪些记录',
    '',
    'Records and problems stand at places. Whoever answers for some places sees these and what they recorded themselves;',
    'everybody else sees all of the community. What one may not see answers exactly as if it did not exist.',
    '',
    ...table(
      ['台账记录、问题', ...roleHeads],
      RELATIONS.map((relation) => [
        RELATION_LABEL[relation],
        ...marks((letter) => seen(letter, relation, SEEN_AT_PLACES)),
      ]),
    ),
    '',
    ...table(
      ['文书（交办单、通知书、督办单……）', ...roleHeads],
      [
        ['发给本单位的', ...marks((letter) => seen(letter, 'handed', SEEN_PAPERS))],
        ['其他', ...marks((letter) => seen(letter, 'other grid', SEEN_PAPERS))],
      ],
    ),
    '',
    '## Fields · 字段',
    '',
    ...table(
      ['字段', ...roleHeads],
      FIELDS.map(({ label, whole, others }) => [
        label,
        ...letters.map((letter) =>
          whole.includes(letter) ? MARK : others === 'masked' && letter !== 'X' ? '遮盖' : '',
        ),
      ]),
    ),
    '',
    '遮盖：138****0000。',
    '',
    '## Acts · 能做什么',
    '',
    ...acts(),
    '',
  ].join('\n')
}

function acts(): string[] {
  const groups = new Map<string, string[][]>()
  for (const spec of routes) {
    const expected = MATRIX.get(`${spec.method} ${spec.path}`)
    if (expected === undefined || expected === 'public' || expected === 'session') continue
    const path = spec.path.replace('/api/c/:community', '')
    const head = HEADS.find(([start]) => path.startsWith(start))?.[1] ?? '其他'
    groups.set(head, [
      ...(groups.get(head) ?? []),
      [spec.summary.replaceAll('|', '／'), ...marks((letter) => expected.includes(letter))],
    ])
  }
  return [...groups].flatMap(([head, rows]) => [`### ${head}`, '', ...table([head, ...roleHeads], rows), ''])
}
