/** How an event of history reads to a clerk. Events not listed are inner matters and are left out of 最近动态. */
export const EVENT_TEXT: Record<string, string> = {
  'entry.recorded': '新记台账',
  'entry.corrected': '更正台账',
  'entry.withdrawn': '撤回台账',
  'place.added': '新增地点',
  'place.corrected': '更正地点',
  'place.moved': '调整地点归属',
  'place.closed': '停用地点',
  'profile.stated': '填写社区概况',
  'profile.corrected': '更正社区概况',
  'party.added': '登记单位人员',
  'party.corrected': '更正单位人员',
  'party.closed': '停用单位人员',
  'duty.added': '新增包抓责任',
  'duty.corrected': '更正包抓责任',
  'duty.ended': '结束包抓责任',
  'asset.added': '登记设施',
  'asset.corrected': '更正设施',
  'asset.removed': '撤除设施',
  'kind.made': '新增台账类别',
  'kind.changed': '调整台账类别',
  'campaign.recorded': '设立专项行动',
  'campaign.corrected': '更正专项行动',
  'outline.saved': '修改提纲',
  'report.created': '起草汇报',
  'report.submitted': '汇报送审',
  'report.returned': '汇报退回修改',
  'report.issued': '汇报定稿',
  'report.withdrawn': '汇报作废',
  'community.created': '建立社区',
  'account.added': '新增账号',
  'account.changed': '调整账号',
}

const HREF: Record<string, (id: string) => string> = {
  entry: (id) => `ledger?entry=${id}`,
  place: (id) => `places/${id}`,
  profile: () => 'profile',
  party: (id) => `parties/${id}`,
  duty: (id) => `duties/${id}`,
  asset: (id) => `assets/${id}`,
  report: (id) => `reports/${id}`,
}

export function hrefOf(objectType: string, id: string): string | null {
  return HREF[objectType]?.(id) ?? null
}
