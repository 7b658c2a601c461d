import { defineProblems } from '#kernel/problem.ts'

const inRow = (p: { row?: unknown }): string => (p.row ? `第 ${p.row} 条：` : '')
const inRowEn = (p: { row?: unknown }): string => (p.row ? `Item ${p.row}: ` : '')

/** Failures of the ledger. `row` is given when many records were handed in at once. */
export const problems = defineProblems({
  'kind.unknown': {
    status: 422,
    zh: (p) => `${inRow(p)}没有“${p.kind}”这个台账类别。请先在“台账类别”中建立，或改选已有类别。`,
    en: (p) => `${inRowEn(p)}There is no kind “${p.kind}”. Make it first, or choose another.`,
  },
  'kind.retired': {
    status: 422,
    zh: (p) => `${inRow(p)}“${p.kind}”已停用，不再新增记录。请改选其他类别。`,
    en: (p) => `${inRowEn(p)}Kind “${p.kind}” is retired; no new records. Choose another.`,
  },
  'kind.code': {
    status: 422,
    zh: (p) => `新建台账类别的代码须以“${p.prefix}”开头，只用小写字母、数字和短横，例如“${p.prefix}book-fair”。`,
    en: (p) => `The code of a new kind must begin with “${p.prefix}”, lower-case letters, digits and hyphens only.`,
  },
  'kind.repeated': {
    status: 422,
    zh: (p) => `“${p.label}”出现了两次。同一类别里字段和数量项的名称、代码都不能重复，请改名。`,
    en: (p) => `“${p.label}” stands twice. Fields and quantities of one kind need different names and keys.`,
  },
  'kind.changed': {
    status: 422,
    zh: (p) => `“${p.label}”已有记录在用，不能${p.what}。如不再需要，请把它停用；要换一种填法，请另加一项。`,
    en: (p) => `“${p.label}” is in use; ${p.whatEn} is not possible. Retire it, or add another.`,
  },
  'kind.figure': {
    status: 422,
    zh: (p) => `数字“${p.label}”的设置不完整：${p.what}。请改正后再保存。`,
    en: (p) => `Figure “${p.label}” is incomplete: ${p.whatEn}.`,
  },
  'kind.options': {
    status: 422,
    zh: (p) => `选项字段“${p.label}”至少要有一个选项。`,
    en: (p) => `The choice “${p.label}” needs at least one option.`,
  },
  'entry.twice': {
    status: 422,
    zh: (p) => `${inRow(p)}同一批里有两条记录编号相同，请刷新页面后重新提交。`,
    en: (p) => `${inRowEn(p)}Two records of one batch have the same id. Reload and send again.`,
  },
  'entry.unknown': {
    status: 404,
    zh: (p) => `${inRow(p)}找不到要更正的记录，可能不在您负责的范围内。`,
    en: (p) => `${inRowEn(p)}The record to correct does not exist or is not yours.`,
  },
  'entry.exists': {
    status: 409,
    zh: (p) => `${inRow(p)}这个编号的记录已经存在，内容不同。要改动请用“更正”，并写明原因。`,
    en: (p) => `${inRowEn(p)}A record with this id exists with other contents. Use a correction with a reason.`,
  },
  'entry.withdrawn': {
    status: 409,
    zh: (p) => `${inRow(p)}这条记录已撤回，不能再更正。如确有其事，请重新记一笔。`,
    en: (p) => `${inRowEn(p)}This record has been withdrawn and cannot be corrected. Record it anew.`,
  },
  'entry.kind-fixed': {
    status: 422,
    zh: (p) => `${inRow(p)}更正不能换台账类别。请撤回这条，再按正确的类别重新记一笔。`,
    en: (p) => `${inRowEn(p)}A correction cannot change the kind. Withdraw it and record it anew.`,
  },
  'entry.empty': {
    status: 422,
    zh: (p) => `${inRow(p)}除了日期什么也没有填，还不算一笔记录。请填上地点、数量或内容再保存。`,
    en: (p) => `${inRowEn(p)}Nothing but a day was given. Say where, how much or what, then save.`,
  },
  'entry.days': {
    status: 422,
    zh: (p) => `${inRow(p)}结束日期 ${p.to} 早于开始日期 ${p.from}，请核对日期。`,
    en: (p) => `${inRowEn(p)}The last day ${p.to} is before the first ${p.from}.`,
  },
  'entry.future': {
    status: 422,
    zh: (p) => `${inRow(p)}日期 ${p.day} 还没有到。台账只记已经发生的事，请核对日期。`,
    en: (p) => `${inRowEn(p)}${p.day} lies in the future; the ledger holds what has happened.`,
  },
  'entry.place-missing': {
    status: 422,
    zh: (p) => `${inRow(p)}“${p.kind}”要填地点，请选择楼院、背街小巷等地点。`,
    en: (p) => `${inRowEn(p)}“${p.kind}” needs a place.`,
  },
  'entry.place-unknown': {
    status: 422,
    zh: (p) => `${inRow(p)}所选地点不在本社区的登记册中，请重新选择，或先登记这个地点。`,
    en: (p) => `${inRowEn(p)}The place is not in this community's register.`,
  },
  'entry.place-beyond': {
    status: 403,
    zh: (p) => `${inRow(p)}所选地点不在您负责的范围内，请改选您包抓的地点，或请社区资料员代为登记。`,
    en: (p) => `${inRowEn(p)}The place lies outside your duties.`,
  },
  'entry.party-unknown': {
    status: 422,
    zh: (p) => `${inRow(p)}“${p.label}”中有不在名册里的单位、队伍或人员，请重新选择。`,
    en: (p) => `${inRowEn(p)}“${p.label}” names a party that is not registered here.`,
  },
  'entry.party-kind': {
    status: 422,
    zh: (p) => `${inRow(p)}“${p.label}”应填${p.kind}，所选的不是，请重新选择。`,
    en: (p) => `${inRowEn(p)}“${p.label}” takes another kind of party.`,
  },
  'entry.campaign-unknown': {
    status: 422,
    zh: (p) => `${inRow(p)}所选专项行动不存在，请重新选择。`,
    en: (p) => `${inRowEn(p)}The campaign does not exist.`,
  },
  'entry.photo-unknown': {
    status: 422,
    zh: (p) => `${inRow(p)}有照片尚未上传成功，请重新添加照片后再保存。`,
    en: (p) => `${inRowEn(p)}A photo has not been uploaded yet.`,
  },
  'entry.field-unknown': {
    status: 422,
    zh: (p) => `${inRow(p)}“${p.kind}”没有“${p.field}”这一项，请刷新页面后再填。`,
    en: (p) => `${inRowEn(p)}“${p.kind}” has no field “${p.field}”.`,
  },
  'entry.field-missing': {
    status: 422,
    zh: (p) => `${inRow(p)}“${p.label}”没有填写，请补上。`,
    en: (p) => `${inRowEn(p)}“${p.label}” is missing.`,
  },
  'entry.field-wrong': {
    status: 422,
    zh: (p) => `${inRow(p)}“${p.label}”填的“${p.value}”不对：${p.what}。`,
    en: (p) => `${inRowEn(p)}“${p.label}” holds “${p.value}”: ${p.whatEn}.`,
  },
  'campaign.days': {
    status: 422,
    zh: () => '专项行动的结束日期早于开始日期，请核对。',
    en: () => 'The campaign ends before it begins.',
  },
  'campaign.name-taken': {
    status: 409,
    zh: (p) => `已有名为“${p.name}”的专项行动，请换一个名称或直接使用原有的。`,
    en: (p) => `There is already a campaign “${p.name}”.`,
  },
  'figure.unknown': {
    status: 404,
    zh: (p) => `没有“${p.key}”这个数字，可能台账类别已改名。请在“数字”页查看现有的数字。`,
    en: (p) => `There is no figure “${p.key}”. Look among the figures there are.`,
  },
  'figure.period': {
    status: 422,
    zh: () => '统计时段的结束日期早于开始日期，请核对。',
    en: () => 'The period ends before it begins.',
  },
  'photo.too-many': {
    status: 422,
    zh: (p) => `一条记录最多附 ${p.limit} 张照片。`,
    en: (p) => `A record carries at most ${p.limit} photos.`,
  },
  'photo.not-wanted': {
    status: 422,
    zh: (p) => `“${p.kind}”不需要照片。`,
    en: (p) => `“${p.kind}” takes no photos.`,
  },
})
